# shellcheck shell=bash
# Sourced by the comparisons. make_environment FOLDER REQUIREMENTS makes the peers' virtual environment;
# it is whole where it holds the list of what was installed, so one that was cut off is made again.
make_environment() {
  if ! cmp -s "$2" "$1/requirements.txt"; then
    python3 -m venv "$1"
    "$1/bin/pip" install --quiet --disable-pip-version-check --requirement "$2"
    cp "$2" "$1/requirements.txt"
  fi
}
