# Finds the tools that Tinsmith needs and installs those that are missing. Sourced by ./tinsmith and ./verify.
# shellcheck shell=bash

say() { printf '%s\n' "$@" >&2; }

die() {
    say "$@"
    exit 1
}

# True when the tool is there. Tools are named by what they do, not by package.
has_tool() {
    case $1 in
    arm-gcc) command -v arm-none-eabi-gcc >/dev/null ;;
    # gcc echoes the bare name of a file that it does not find.
    newlib) [ "$(arm-none-eabi-gcc -print-file-name=libc.a 2>/dev/null || echo libc.a)" != libc.a ] ;;
    qemu) command -v qemu-system-arm >/dev/null ;;
    make) command -v make >/dev/null ;;
    gcc) command -v gcc >/dev/null && [ "$(gcc -print-file-name=libasan.so)" != libasan.so ] ;;
    gxx) command -v g++ >/dev/null ;;
    node) command -v node >/dev/null && command -v npm >/dev/null ;;
    fashion-mnist) [ -f /usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz ] ;;
    esac
}

debian_packages() {
    case $1 in
    arm-gcc) echo gcc-arm-none-eabi ;;
    newlib) echo libnewlib-arm-none-eabi ;;
    qemu) echo qemu-system-arm ;;
    make) echo make ;;
    gcc) echo gcc libc6-dev ;;
    gxx) echo g++ ;;
    # NodeSource's nodejs brings npm along and conflicts with Debian's.
    node) if command -v node >/dev/null; then echo npm; else echo nodejs npm; fi ;;
    fashion-mnist) echo dataset-fashion-mnist ;;
    esac
}

describe_tool() {
    case $1 in
    arm-gcc) echo 'arm-none-eabi-gcc: the cross compiler for Cortex-M' ;;
    newlib) echo 'newlib for arm-none-eabi: its C library' ;;
    qemu) echo 'qemu-system-arm: the emulator of the boards' ;;
    make) echo 'make' ;;
    gcc) echo 'gcc for this machine, with AddressSanitizer: the tests of the C kernels' ;;
    gxx) echo 'g++ for this machine: the test of the C++ for TFLite Micro' ;;
    node) echo 'node and npm: the official TFLite runtime that the tests compare with' ;;
    fashion-mnist) echo 'Fashion-MNIST as four .gz files in /usr/share/datasets/fashion-mnist' ;;
    esac
}

# require_java: JDK 17 or later and Maven are the user's; nothing here installs them.
require_java() {
    local version
    command -v javac >/dev/null || die 'There is no JDK (javac) on the PATH.' \
        'Maybe install one: apt-get install openjdk-17-jdk maven'
    version=$(javac -version 2>&1)
    version=${version#javac }
    version=${version%%.*}
    [ "${version:-0}" -ge 17 ] 2>/dev/null || die "The JDK is version $version; Tinsmith needs 17 or later." \
        'Maybe install one: apt-get install openjdk-17-jdk'
    command -v mvn >/dev/null || die 'There is no Maven (mvn) on the PATH.' \
        'Maybe install it: apt-get install maven'
}

# require_tools TOOL...: installs what is missing, or says what is needed and stops.
require_tools() {
    local tool missing=() packages=() as_root=()
    for tool in "$@"; do
        has_tool "$tool" || missing+=("$tool")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say 'Missing:'
    for tool in "${missing[@]}"; do
        say "  $(describe_tool "$tool")"
        # shellcheck disable=SC2207 # package names have no blanks
        packages+=($(debian_packages "$tool"))
    done
    command -v apt-get >/dev/null || die 'This system has no apt-get, so they cannot be installed from here.' \
        'Maybe install the tools above by hand, then start again.'
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die 'Installing needs root, and there is no sudo.' \
            "Maybe run as root: apt-get install ${packages[*]}"
        as_root=(sudo)
    fi
    say "Installing: ${packages[*]}"
    apt_install "${packages[@]}" || die "apt-get could not install: ${packages[*]}" \
        "Maybe a package source is off; its answer is in $root/.tinsmith/install.log"
    for tool in "${missing[@]}"; do
        has_tool "$tool" || die "Installed, but still not found: $(describe_tool "$tool")"
    done
}

# Uses as_root of its caller. A fresh machine has no package lists, so a failure is tried once more after an update.
apt_install() {
    local log=$root/.tinsmith/install.log
    mkdir -p "$root/.tinsmith"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" \
        >"$log" 2>&1 </dev/null && return 0
    say 'Updating the package lists'
    "${as_root[@]}" apt-get update >>"$log" 2>&1 </dev/null || return 1
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" \
        >>"$log" 2>&1 </dev/null
}
