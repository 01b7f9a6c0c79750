import type { Credentials } from "./credentials.ts";
import { File, O_RDWR } from "./file.ts";
import type { Inode } from "./inode.ts";
import type { Path } from "./mount.ts";
import { Pipe } from "./pipe.ts";
import { fail } from "./posix-error.ts";

/* Sockets of one machine, of the type that is a stream: unix(7). What would have to wait answers EAGAIN. */

/** What two ends say to each other. */
interface Connection {
  readonly heard: Pipe;
  readonly said: Pipe;
}

export class Socket extends File {
  readonly #sockets: Sockets;
  /** Where its name was made: it keeps that in use. */
  #bound: Path | undefined;
  /** Who listens: ends that nobody has accepted yet. */
  #arrived: Socket[] | undefined;
  #backlog = 0;
  #connection: Connection | undefined;

  constructor(sockets: Sockets, flags: number, who: Credentials, bound?: Path) {
    super(undefined, O_RDWR | flags, who);
    this.#sockets = sockets;
    this.#bound = bound;
  }

  override get held(): Path | undefined {
    return this.#bound;
  }

  /** @param make makes the name: EADDRINUSE */
  bind(make: () => Path): void {
    if (this.#bound !== undefined) fail("EINVAL");
    this.#bound = make();
    this.#sockets.bound.set(this.#bound.inode, this);
  }

  listen(backlog: number): void {
    if (this.#bound === undefined || this.#connection !== undefined) fail("EINVAL");
    this.#arrived ??= [];
    this.#backlog = backlog;
  }

  /** @throws ECONNREFUSED where it does not listen, EAGAIN where too many wait already */
  connect(server: Socket): void {
    if (this.#connection !== undefined) fail("EISCONN");
    const arrived = server.#arrived ?? fail("ECONNREFUSED");
    if (arrived.length > server.#backlog) fail("EAGAIN");
    const end = new Socket(this.#sockets, 0, server.who, server.#bound);
    const [there, back] = [new Pipe(), new Pipe()];
    this.#join({ heard: back, said: there });
    end.#join({ heard: there, said: back });
    arrived.push(end);
  }

  #join(connection: Connection): void {
    connection.heard.readers += 1;
    connection.said.writers += 1;
    this.#connection = connection;
  }

  /** @throws EINVAL where it does not listen, EAGAIN where nobody has come */
  accept(flags: number): Socket {
    const end = (this.#arrived ?? fail("EINVAL")).shift() ?? fail("EAGAIN");
    end.flags |= flags;
    return end;
  }

  override read(into: Uint8Array): number {
    return (this.#connection ?? fail("EINVAL")).heard.read(into);
  }

  override write(from: Uint8Array): number {
    return (this.#connection ?? fail("ENOTCONN")).said.write(from);
  }

  override release(): void {
    for (const end of this.#arrived ?? []) end.release();
    this.#sockets.left(this, this.#bound?.inode);
    if (this.#connection === undefined) return;
    this.#connection.heard.readers -= 1;
    this.#connection.said.writers -= 1;
  }
}

/** Who is reached by which inode: of an overlay, its own and not the one of a layer. */
export class Sockets {
  readonly bound = new Map<Inode, Socket>();

  left(socket: Socket, inode: Inode | undefined): void {
    if (inode !== undefined && this.bound.get(inode) === socket) this.bound.delete(inode);
  }
}
