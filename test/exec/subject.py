#!/usr/bin/env python3
"""A subject in another language: speaks docs/protocol.md. Its overlay is a fake that copies the lowers into merged."""
import errno, json, os, shutil, stat, sys, tempfile

TYPES = {stat.S_IFREG: "file", stat.S_IFDIR: "dir", stat.S_IFLNK: "symlink"}
fds = {}

def open_(at, a):
    flags = sum(getattr(os, name) for name in set(a["flags"])) | os.O_NOFOLLOW
    fds[a["slot"]] = os.open(at(a["path"]), flags, a.get("mode", 0))

def lstat(path):
    s = os.lstat(path)
    return {"type": TYPES[stat.S_IFMT(s.st_mode)], "mode": stat.S_IMODE(s.st_mode), "uid": s.st_uid, "gid": s.st_gid,
            **({} if stat.S_ISDIR(s.st_mode) else {"size": s.st_size})}

OPS = {
    "open": open_,
    "close": lambda at, a: os.close(fds.pop(a["slot"], -1)),
    "read": lambda at, a: os.read(fds.get(a["slot"], -1), a["length"]).decode(),
    "write": lambda at, a: os.write(fds.get(a["slot"], -1), a["data"].encode()),
    "readdir": lambda at, a: sorted(os.listdir(os.dup(fds.get(a["slot"], -1))), key=os.fsencode),
    "mkdir": lambda at, a: os.mkdir(at(a["path"]), a.get("mode", 0o755)),
    "rmdir": lambda at, a: os.rmdir(at(a["path"])),
    "unlink": lambda at, a: os.unlink(at(a["path"])),
    "symlink": lambda at, a: os.symlink(a["target"], at(a["path"])),
    "rename": lambda at, a: os.rename(at(a["from"]), at(a["to"])),
    "lstat": lambda at, a: lstat(at(a["path"])),
}

def inside(place, path):
    if not os.path.realpath(os.path.dirname(place + path)).startswith(place):
        raise ValueError("a symbolic link leads out of the fake")
    return place + path

def perform(step, place):
    lack = next((name for name in ("on", "as", "by") if name in step), step["op"])
    if lack not in OPS:
        return {"lack": f"this subject has no {lack}"}
    try:
        return {"value": OPS[step["op"]](lambda path: inside(place, path), step)}
    except OSError as error:
        return {"errno": errno.errorcode[error.errno]}
    except (AttributeError, TypeError, ValueError):
        return {"lack": "this subject knows text, and absolute paths without absolute links"}

def walk(top, path=""):
    entry = lstat(top + path)
    tree = {path or "/": entry}
    if entry["type"] == "file":
        entry["content"] = open(top + path).read()
    elif entry["type"] == "symlink":
        entry["target"] = os.readlink(top + path)
    else:
        entry["listing"] = os.listdir(top + path)
        for name in entry["listing"]:
            tree |= walk(top, f"{path}/{name}")
    return tree

def cover(layer, merged):
    """Puts one layer over what is there: directories merge, everything else hides."""
    real = os.path.isdir(layer) and not os.path.islink(layer)
    if os.path.lexists(merged) and not (real and os.path.isdir(merged) and not os.path.islink(merged)):
        shutil.rmtree(merged) if os.path.isdir(merged) and not os.path.islink(merged) else os.unlink(merged)
    if not real:
        shutil.copy2(layer, merged, follow_symlinks=False)
        return
    os.makedirs(merged, exist_ok=True)
    shutil.copystat(layer, merged)
    for name in os.listdir(layer):
        cover(f"{layer}/{name}", f"{merged}/{name}")

def run(request, root):
    scenario, observe, seen = request["scenario"], request["observe"], {}
    done = {"type": "done", "run": request["run"], "observations": [], "features": {"writable": True}}
    for index, steps in enumerate([*reversed(scenario["lowers"]), scenario.get("upperBefore", [])]):
        os.mkdir(f"{root}/{index}")
        for step in steps:
            outcome = perform(step, f"{root}/{index}")
            if "value" not in outcome:
                return {**done, "setup": {"at": "layers", "errno": "ENOSYS", "message": step["op"], **outcome}}
        cover(f"{root}/{index}", f"{root}/merged")
    for index in range(-1, len(scenario["steps"])):
        if index >= 0:
            outcome = perform(scenario["steps"][index], f"{root}/merged")
            send({"type": "step", "run": request["run"], "step": index, "outcome": outcome})
        if observe == "each" or (observe == "end" and index == len(scenario["steps"]) - 1):
            now = walk(f"{root}/merged")
            delta = {path: now.get(path) for path in {**seen, **now} if seen.get(path) != now.get(path)}
            done["observations"].append({"after": index, "trees": {"merged": delta} if delta else {}})
            seen = now
    return done

def send(message):
    print(json.dumps(message), flush=True)

os.umask(0o022)
absent = "tree.upper tree.work tree.lower layers_on_disk entry.inode entry.mtime entry.atime entry.nlink"
lacks = {name: "the fake shows none" for name in absent.split()}
send({"type": "ready", "protocol": 1, "name": "copies", "version": "1", "privilege": "plain", "lacks": lacks,
      "features": {"writable": True, "multi_lower": True}})
for line in sys.stdin:
    with tempfile.TemporaryDirectory() as root:
        send(run(json.loads(line), os.path.realpath(root)))
    while fds:
        os.close(fds.popitem()[1])
