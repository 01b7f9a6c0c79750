import { execa } from "execa";
import { expect, test } from "vitest";
import { commandLine, optionsOf } from "../../adapters/vagrant/ssh.ts";
import { conformance } from "../cli/command.ts";

const said = `Host bookworm
  HostName 192.168.121.7
  User vagrant
  Port 22
  UserKnownHostsFile /dev/null
  IdentityFile "/home/a user/key"

`;

test("what vagrant says of a connection becomes options of ssh", () => {
  const expected = [
    "HostName=192.168.121.7",
    "User=vagrant",
    "Port=22",
    "UserKnownHostsFile=/dev/null",
    'IdentityFile="/home/a user/key"',
  ];
  expect(optionsOf(said)).toEqual(expected.flatMap((option) => ["-o", option]));
});

test("words arrive as they are behind a shell", async () => {
  const words = ["a b", "it's", "$HOME", "", "--x=`y`"];
  const line = commandLine([
    process.execPath,
    "-p",
    "JSON.stringify(process.argv.slice(1))",
    "--",
    ...words,
  ]);
  const { stdout } = await execa("sh", ["-c", line]);
  expect(JSON.parse(stdout)).toEqual(words);
});

const wrong = [
  [["--adapter=vagrant:nowhere"], 3, /cannot run here/],
  [
    ["--adapter=vagrant", "--adapter-option=machin=x"],
    3,
    /no option "machin"; did you mean "machine"/,
  ],
  [["--adapter=zenfs:other"], 2, /"zenfs" has no "other"/],
  [["--adapter=vm:6.12"], 2, /leave out what is behind the colon/],
] as const;

test.for(wrong)("%j ends with %d", { timeout: 60_000 }, async ([args, code, message]) => {
  const { exitCode, stderr } = await conformance(args);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: code });
  expect(stderr).toMatch(message);
});
