# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317

# PyTorch for CPUs and what the trainer imports beside it; all else follows from their dependencies.
pytorch_packages=(python3-torch python3-numpy python3-pil libopenblas0-pthread)

config() {
  cat <<END
{"User": "65532:65532", "WorkingDir": "/app", "Entrypoint": ["python3", "/app/train.py"],
 "Env": ["PATH=/usr/bin:/bin", "LANG=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1", "PYTHONUNBUFFERED=1"]}
END
}

# PyTorch changes seldom and is large; our own code is the small last layer.
layers() {
  local self lists
  self=$(cat "$root"/images/{lib/debian,trainer-pytorch}.sh)
  lists=$(apt_lists)
  layer "pytorch $lists $self" pytorch_layer
  layer '' trainer_layer
}

trainer_layer() { # DIRECTORY
  local file
  for file in "$root"/examples/trainers/pytorch/*.py; do copy "$file" "/app/${file##*/}" "$1"; done
}

# Nothing of a system that boots comes along (no shell, no package manager).
pytorch_layer() { # DIRECTORY
  local libraries
  debian_extract "$1" "${pytorch_packages[@]}"
  # What update-alternatives would do.
  libraries=$(dirname "$(find "$1/usr/lib" -name libtorch_cpu.so.1.13)")
  ln -s openblas-pthread/{libblas.so.3,liblapack.so.3,libopenblas.so.0} "$libraries"
  leave_python "$1"
  leave_linked "$1"
  # Python compares a compiled file with the time of its source, and in a layer all times are 0: without this, every
  # start would compile some thousand files anew.
  chroot "$1" python3 -m compileall -q --invalidation-mode unchecked-hash /usr/lib/python3 /usr/lib/python3.11
  accounts "$1"
  mkdir -p "$1/tmp"
  chmod 1777 "$1/tmp"
}

# Licences stay; what only people read, test, build with or configure a machine by goes.
leave_python() { # DIRECTORY
  find "$1" -mindepth 1 -maxdepth 1 ! -name 'lib*' ! -name usr -exec rm -rf {} +
  find "$1/usr" -mindepth 1 -maxdepth 1 ! -name bin ! -name lib ! -name share -exec rm -rf {} +
  find "$1/usr/bin" ! -name 'python3*' ! -type d -delete
  find "$1/usr/share" -mindepth 1 -maxdepth 1 ! -name doc -exec rm -rf {} +
  find "$1/usr/share/doc" ! -name copyright ! -type d -delete
  find "$1/usr/share/doc" -depth -type d -empty -delete
  find "$1"/usr/lib/python3* -depth -type d \( -name tests -o -name test -o -name include -o -name __pycache__ \) \
    -exec rm -rf {} +
  find "$1/usr/lib/python3" -path '*/torch/bin/test_*' -delete
}

# Debian's PyTorch is linked with OpenCV, and that brings geodesy, Qt and graphics drivers with a compiler of their own.
# What the dynamic linker does not ask for as it loads Python and its modules is never opened.
leave_linked() { # DIRECTORY
  chroot "$1" python3 -B - <<'END'
import os, pathlib, subprocess, sys

loader = next(pathlib.Path("/lib64").glob("ld-linux-*.so.*"))
modules = [sys.executable, *filter(pathlib.Path.exists, pathlib.Path("/usr/lib").glob("python3*/**/*.so*"))]
# Fails, and says which, when a library is missing.
lists = [subprocess.run([loader, "--list", m], stdout=subprocess.PIPE, text=True, check=True).stdout for m in modules]
words = [word for text in lists for word in text.split() if word.startswith("/")]
linked = set(map(os.path.realpath, [*map(str, modules), *words]))

for top in ("/lib", "/usr/lib"):
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not (folder == "/usr/lib" and name.startswith("python3"))]
        for path in (os.path.join(folder, name) for name in files):
            if os.path.realpath(path) not in linked:
                os.unlink(path)
END
  find "$1/lib" "$1/usr/lib" -xtype l -delete
  find "$1/lib" "$1/usr/lib" -depth -type d -empty -delete
}
