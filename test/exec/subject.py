"""A subject in another language: speaks docs/protocol.md. Its overlay is a fake: the one lower."""
import errno, json, os, pathlib, stat, sys, tempfile
LACKS = "multi_lower layers_on_disk tree.upper tree.work tree.lower entry.inode entry.mtime"
KINDS = {"-": ("file", "content", lambda path: path.read_bytes().decode()),
         "d": ("dir", "listing", os.listdir), "l": ("symlink", "target", os.readlink)}
fds = {}

def entry(s):
    numbers = {name: getattr(s, f"st_{name}") for name in ("nlink", "size")}
    # Whoever runs this is the mounter, and that is 0:0.
    numbers |= {"uid": s.st_uid - os.getuid(), "gid": s.st_gid - os.getgid()}
    return {"type": KINDS[stat.filemode(s.st_mode)[0]][0], "mode": s.st_mode & 0o7777, **numbers}
OPS = {"mkdir": os.mkdir, "rmdir": os.rmdir, "unlink": os.unlink, "readlink": os.readlink,
       "symlink": lambda target, path: os.symlink(target, path),
       "rename": lambda to, **old: os.rename(old.pop("from"), to, **old),
       "stat": lambda path: entry(os.stat(path)), "lstat": lambda path: entry(os.lstat(path)),
       "open": lambda slot, path, flags, mode=0: fds.update({slot: os.open(
           path, sum(getattr(os, name) for name in set(flags)), mode)}),
       "read": lambda slot, length: os.read(fds[slot], length).decode(),
       "write": lambda slot, data: os.write(fds[slot], data.encode()),
       "readdir": lambda slot: sorted(os.listdir(fds[slot])),
       "close": lambda slot: os.close(fds.pop(slot))}

def perform(op, want=None, **given):
    try:
        paths = {name: "./" + given[name] for name in given.keys() & {"path", "from", "to"}}
        if any(".." in it or it[:1] == "/" for it in (given.get("target", ""), *paths.values())):
            return {"lack": "this subject refuses what could lead out of its directory"}
        return {"value": OPS[op](**{**given, **paths})}
    except OSError as error:
        return {"errno": errno.errorcode[error.errno]}
    except (AttributeError, LookupError, TypeError, ValueError):
        return {"lack": f"this subject has no such {op}"}

def look():
    for path in [pathlib.Path(), *pathlib.Path().rglob("*")]:
        _, field, read = KINDS[stat.filemode(path.lstat().st_mode)[0]]
        yield os.path.normpath(f"/{path}"), {**entry(path.lstat()), field: read(path)}

def run(run, scenario, **_):
    done = {"type": "done", "run": run, "features": {"writable": True}, "observations": []}
    for op in scenario["lowers"][0] + [{"op": "upper"}] * ("upperBefore" in scenario):
        if "value" not in (outcome := perform(**op)):
            setup = {"at": "layers", "errno": "ENOSYS", "message": op["op"], **outcome}
            return send({**done, "setup": setup})
    for index, step in enumerate(scenario["steps"]):
        send({"type": "step", "run": run, "step": index, "outcome": perform(**step)})
    last = {"after": len(scenario["steps"]) - 1, "trees": {"merged": dict(look())}}
    send({**done, "observations": [last]})
def send(message):
    print(json.dumps(message), flush=True)

os.umask(0o022)
send({"type": "ready", "protocol": 1, "name": "one-lower", "version": "1", "privilege": "plain",
      "features": {"writable": True}, "lacks": dict.fromkeys(LACKS.split(), "the fake has none")})
for line in sys.stdin:
    with tempfile.TemporaryDirectory() as root:
        os.chdir(root)
        os.chmod(root, 0o755)
        run(**json.loads(line))
    while fds:
        os.close(fds.popitem()[1])
