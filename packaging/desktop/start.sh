#!/bin/sh
# Starts Counterpoint from its source folder. A double click has no terminal, so what a start
# says when it fails is shown in a window instead.
python=@PYTHON@
run=@RUN@

show() {
    # Whoever closes a window has seen it, so how zenity and kdialog end does not matter.
    if command -v zenity; then
        zenity --error --no-markup --width=480 --title=Counterpoint --text="$1"
    elif command -v kdialog; then
        kdialog --title Counterpoint --error "$1"
    elif ! notify-send --urgency=critical Counterpoint "$1"; then
        # It draws long lines and typographic quotes badly.
        printf '%s\n' "$1" | sed 's/“/"/g; s/”/"/g; s/…/.../g' | fold -s -w 72 |
            xmessage -center -title Counterpoint -file -
    fi
} >/dev/null 2>&1

if [ ! -f "$run" ]; then
    show "Counterpoint has been moved or removed from “${run%/packaging/run.py}”. To add it again, \
run “python3 packaging/run.py install-desktop” in its folder."
    exit 1
fi
# A newer system may have another Python by now.
command -v "$python" >/dev/null 2>&1 || python=python3
said=$("$python" "$run" "$@" 2>&1 >/dev/null)
code=$?
if [ -n "$said" ]; then
    printf '%s\n' "$said" >&2
fi
case $code in
    # Done, interrupted, or ended by the session.
    0 | 130 | 143) ;;
    *) show "${said:-Counterpoint ended unexpectedly (exit code $code).}" ;;
esac
exit "$code"
