# Builds the jars when a source changed since the last build. Sourced by ./tinsmith and benchmarks/run.
# shellcheck shell=bash

# Name, time and size of every source: changes with each edit, removal and checkout. About 20 ms.
sources_stamp() {
    (cd "$root" && find pom.xml ./*/pom.xml ./*/src/main -type f -printf '%p %T@ %s\n' 2>/dev/null | LC_ALL=C sort | cksum)
}

# is_built STAMP MODULE
is_built() {
    [ -d "$root/cli/target/lib" ] && [ "$(cat "$root/.tinsmith/built-$2" 2>/dev/null)" = "$1" ] &&
        compgen -G "$root/cli/target/tinsmith-cli-*.jar" >/dev/null
}

# build_if_needed [MODULE]: cli, or one that knows it. One build at a time: who waited finds it done.
build_if_needed() {
    local module=${1:-cli} stamp log=$root/.tinsmith/build.log
    stamp=$(sources_stamp)
    is_built "$stamp" "$module" && return 0
    require_java
    mkdir -p "$root/.tinsmith"
    exec 9>"$root/.tinsmith/build.lock"
    if command -v flock >/dev/null && ! flock -n 9; then
        say 'Another start is building Tinsmith: waiting for it'
        flock 9
    fi
    stamp=$(sources_stamp)
    if ! is_built "$stamp" "$module"; then
        say 'Building Tinsmith (once; the first time loads its libraries, about 400 MB)'
        rm -rf "$root"/.tinsmith/built-* "$root"/cli/target/lib "$root"/cli/target/tinsmith-cli-*.jar
        if ! (cd "$root" && mvn -B -ntp -T 2 -pl "$module" -am -Dmaven.test.skip=true -Dspotless.check.skip=true package) \
            >"$log" 2>&1 </dev/null 9>&-; then
            grep -E '^\[ERROR\]' "$log" | head -n 30 >&2 || tail -n 30 "$log" >&2
            die "The build failed; all of its output is in $log" \
                'Maybe a source does not compile, or Maven Central cannot be reached.'
        fi
        printf '%s\n' "$stamp" >"$root/.tinsmith/built-$module"
    fi
    exec 9>&-
}
