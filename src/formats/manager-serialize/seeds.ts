import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { unitSubstates } from "../../directives/unit-substates.js";
import { unitTypes } from "../../text/unit-name.js";
import { bpfLinkItems, bpfProgramItems, managerTimestamps, retiredItems, unitTimestamps } from "./tables.js";

const raw = (name: string, content: string): Seed => ({ name, bytes: encodeUtf8(content) });
/** A state that is only a header. */
const header = (name: string, ...items: readonly string[]): Seed => raw(name, `${items.join("\n")}\n\n`);
const block = (unit: string, ...items: readonly string[]): string =>
  `${unit}\n${items.map((item) => `${item}\n`).join("")}\n`;
/** A state with an empty header and one unit. */
const unit = (name: string, unitName: string, ...items: readonly string[]): Seed =>
  raw(name, `\n${block(unitName, ...items)}`);

function* headerSeeds(): Iterable<Seed> {
  yield header(
    "header",
    "current-job-id=5",
    "n-installed-jobs=7",
    "n-failed-jobs=1",
    "taint-logged=yes",
    "service-watchdogs=no",
    "show-status-overridden=auto",
    "runtime-watchdog-overridden=30000000",
    "pretimeout-watchdog-governor-overridden=panic",
    "previous-objective=reload",
    "soft-reboots-count=2",
    ...managerTimestamps.map((name, index) => `${name}-timestamp=${index + 1} ${index + 1}`),
    "env=LANG=C.UTF-8",
    "notify-socket=/run/systemd/notify",
    "dump-ratelimit=5 600000000 3 10",
    "reload-reexec-ratelimit=5 0 1 0",
    "destroy-ipc-uid=1000",
    "destroy-ipc-gid=1000",
    "exec-runtime=a.service tmp-dir=/tmp/a var-tmp-dir=/var/tmp/a",
    "subscribed=:1.5",
  );
  yield header(
    "header-numbers-invalid",
    "current-job-id=-1",
    "n-installed-jobs=x",
    "n-failed-jobs=",
    "soft-reboots-count=4294967296",
  );
  yield header(
    "header-numbers-add-up",
    "n-installed-jobs=1",
    "n-installed-jobs=4294967295",
    "current-job-id=9",
    "current-job-id=2",
  );
  yield header("header-flags-invalid", "taint-logged=maybe", "service-watchdogs=5", "show-status-overridden=sometimes");
  yield header(
    "header-flags-repeated",
    "taint-logged=yes",
    "taint-logged=no",
    "service-watchdogs=yes",
    "show-status-overridden=1",
    "show-status-overridden=yes",
    "show-status-overridden=off",
  );
  yield header(
    "header-watchdogs",
    "runtime-watchdog-overridden=5",
    "runtime-watchdog-overridden=5",
    "runtime-watchdog-overridden=0",
    "reboot-watchdog-overridden=18446744073709551615",
    "kexec-watchdog-overridden=x",
    "pretimeout-watchdog-overridden=-1",
  );
  yield header("header-words-invalid", "log-level-override=9", "log-target-override=printer", "previous-objective=nap");
  yield header("header-log-level-hides-reports", "log-level-override=err", "notify-fd=5", "no such item");
  yield header("header-log-target-null-hides-reports", "log-target-override=null", "env=x");
  yield header("header-environment", "env=A=1", "env=B=x\\x20y", "env=A=3", "env==", "env=C=\\xff\\n");
  yield header("header-environment-invalid", "env=", "env=NAME", "env=A=\\", "env=A=\\q");
  yield header(
    "header-timestamps",
    "finish-timestamp=1 2 3",
    "kernel-timestamp=5",
    "loader-timestamp=-1 2",
    "initrd-timestamp=1 -2",
    "units-load-timestamp= +1+2",
    "security-start-timestamp=\v-5 99999999999999999999",
  );
  yield header(
    "header-rate-limits",
    "dump-ratelimit=1 600000000 2 10 behind",
    "dump-ratelimit=1 2 3 4",
    "reload-reexec-ratelimit=1 2 3",
  );
  yield header(
    "header-descriptors",
    "notify-fd=5",
    "notify-fd=-1",
    "notify-fd=2147483647",
    "cgroups-agent-fd=x",
    "user-lookup=5 6",
    "user-lookup=",
    "user-lookup=\\",
    "handoff-timestamp-fds='x y' z",
  );
  yield header(
    "header-dynamic-users",
    "dynamic-user=foo 1 2",
    "dynamic-user=foo x y",
    "dynamic-user=foo 1",
    "dynamic-user=foo 1 2 3",
    "dynamic-user=\\",
  );
  yield header(
    "header-destroyed-ipc",
    "destroy-ipc-uid=0",
    "destroy-ipc-uid=65535",
    "destroy-ipc-gid=x",
    "destroy-ipc-gid=7",
  );
  yield header(
    "header-runtimes",
    "exec-runtime=",
    "exec-runtime=a",
    "exec-runtime=a",
    "exec-runtime=b tmp-dir=/a",
    "exec-runtime=c var-tmp-dir=/b behind",
    "exec-runtime=d tmp-dir=/a netns-socket-0=5 netns-socket-1=6",
    "exec-runtime=e ipcns-socket-1=x",
  );
  yield header(
    "header-varlink-sockets",
    "varlink-server-socket-address=/run/x",
    "varlink-server-socket-address=/run/x y",
    "varlink-server-socket-address=/run/x varlink-server-socket-fd=44",
    "varlink-server-socket-address=/run/x varlink-server-socket-fd=-3",
    "varlink-server-socket-address=/run/x varlink-server-socket-fd=2147483647 y",
  );
  yield header("header-unknown", "bogus=1", "current-job-id", "=", ...retiredItems.map((item) => `${item}1`));
  yield raw("header-without-end", "current-job-id=5");
  yield raw("header-line-ends", "n-failed-jobs=1\r\nn-failed-jobs=1\0n-failed-jobs=1\r\n  \t\na.service");
  yield {
    name: "header-not-utf8",
    bytes: concatBytes(
      encodeUtf8("pretimeout-watchdog-governor-overridden="),
      new Uint8Array([0xff]),
      encodeUtf8("\n"),
    ),
  };
}

function* nameSeeds(): Iterable<Seed> {
  yield raw("empty", "");
  yield raw(
    "units-two",
    `\n${block("a.service", "n-restarts=1")}${block("a.service", "n-restarts=2")}${block("b@x.timer")}`,
  );
  yield raw(
    "units-names-invalid",
    `\n${block("", "x")}${block("a.bogus")}${block("a@.service", "state=dead")}${block("a b.service")}${block("a.service")}`,
  );
  yield raw(
    "units-without-instances",
    `\n${block("a@b.mount", "state=dead")}${block("a@b.slice")}${block("a@b.target")}`,
  );
  yield unit("unit-slice-in-slices", "a-b-c.slice", "state=active");
  yield raw(
    "units-slices-invalid",
    `\n${block("a--b.slice")}${block("-a.slice")}${block("-.slice")}${block("system.slice")}`,
  );
  yield raw(
    "units-special",
    `\n${block("init.scope")}${block("-.mount", "state=mounted")}${block("dev--x.device")}${block("dev-sda.device")}`,
  );
  for (const type of unitTypes) {
    const states = unitSubstates[type];
    yield unit(
      `${type}-states`,
      `x.${type}`,
      `state=${states.at(-1)}`,
      "state=bogus",
      "result=resources",
      "result=success",
      "result=bogus",
      "unknown=1",
    );
  }
}

function* unitSeeds(): Iterable<Seed> {
  yield unit(
    "unit-common",
    "a.service",
    ...unitTimestamps.map((name, index) => `${name}-timestamp=${index + 1} ${index + 1}`),
    "start-ratelimit=1 10000000 2 5",
    "auto-start-stop-ratelimit=x",
    "condition-result=yes",
    "assert-result=no",
    "transient=yes",
    "in-audit=yes",
    "debug-invocation=yes",
    "exported-invocation-id=yes",
    "exported-log-level-max=yes",
    "exported-log-level-max=no",
    "exported-log-extra-fields=x",
    "ref=:1.5",
    "invocation-id=0123456789ABCDEF0123456789abcdef",
    "freezer-state=frozen",
    "markers=needs-restart needs-reload bogus",
  );
  yield unit(
    "unit-common-invalid",
    "a.timer",
    "state-change-timestamp=x",
    "condition-result=x",
    "freezer-state=cold",
    "markers=\\",
    "invocation-id=x",
    "invocation-id=00000000000000000000000000000000",
    "ref-uid=x",
  );
  yield raw(
    "unit-invocation-ids",
    `\n${block("a.path", "invocation-id=01234567-89ab-cdef-0123-456789abcdef", "invocation-id=0123456789abcdef0123456789abcdef")}${block("b.path", "invocation-id=0123456789abcdef0123456789abcdef")}${block("a.path", "invocation-id=00000000000000000000000000000000")}`,
  );
  yield unit("unit-references", "a.swap", "ref-uid=0", "ref-uid=0", "ref-uid=7", "ref-gid=4294967295", "ref-gid=5");
  yield unit("unit-references-without-firewall", "a.target", "ref-uid=5");
  yield unit(
    "unit-runtime-of-old-versions",
    "a.service",
    "tmp-dir=/tmp/a",
    "var-tmp-dir=/var/tmp/a b",
    "netns-socket-0=5",
    "netns-socket-1=-2",
  );
  yield unit(
    "cgroup",
    "a.scope",
    "cpu-usage-base=5",
    "cgroup=/system.slice/a.scope",
    "cgroup-id=7",
    "cgroup-realized=yes",
    "cgroup-realized-mask=cpu memory bogus",
    "cgroup-enabled-mask=pids",
    "cgroup-invalidated-mask=",
    "cpu-usage-base=5",
    "cpu-usage-last=6",
    "managed-oom-kill-last=1",
    "oom-kill-last=2",
    "ip-accounting-ingress-bytes=5",
    "io-accounting-read-bytes-base=5",
    "io-accounting-write-operations-last=6",
  );
  yield unit(
    "cgroup-memory-of-a-group-that-is-gone",
    "a.swap",
    "memory-accounting-peak=4096",
    "memory-accounting-swap-peak=18446744073709551615",
  );
  yield unit(
    "cgroup-invalid",
    "a.mount",
    "cgroup-id=x",
    "cgroup-realized=x",
    "cgroup-realized-mask=\\",
    "cpu-usage-last=-1",
    "oom-kill-last=",
    "memory-accounting-peak=x",
    "io-accounting-read-bytes-last=x",
  );
  yield raw(
    "cgroup-taken",
    `\n${block("a.service", "cgroup=/x", "cgroup=/x", "cgroup=/y", "cgroup=/x//.")}${block("b.service", "cgroup=/x")}${block("-.slice", "cgroup=")}`,
  );
  yield unit(
    "cgroup-programs",
    "a.socket",
    ...bpfProgramItems.map((key) => `${key}=5 egress /sys/fs/cgroup`),
    ...bpfLinkItems.map((key) => `${key}=5`),
  );
  yield unit("cgroup-items-of-a-unit-without", "a.timer", "cgroup=/x", "cpu-usage-base=5");
}

function* typeSeeds(): Iterable<Seed> {
  yield unit(
    "service",
    "a.service",
    "reload-result=timeout",
    "live-mount-result=protocol",
    "control-pid=5",
    "control-pid=6",
    "bus-name-good=yes",
    "n-restarts=3",
    "forbid-restart=yes",
    "accept-socket=b.socket",
    "main-exec-status-pid=4000",
    "main-exec-status-start=1 2",
    "main-exec-status-exit=3 4",
    "main-exec-status-handoff=5 6",
    "main-exec-status-code=1",
    "main-exec-status-status=-9",
    "notify-access-override=all",
    "status-text=Ready\\x20to go",
    "status-errno=-5",
    "status-bus-error=org.example.Error",
    "status-varlink-error=org.example.Error",
    "watchdog-timestamp=7 8",
    "watchdog-original-usec=30000000",
    "watchdog-override-usec=60000000",
    "reload-begin-usec=9",
  );
  yield unit(
    "service-invalid",
    "a.service",
    "n-restarts=-1",
    "forbid-restart=2",
    "accept-socket=b.service",
    "accept-socket=b@.socket",
    "main-exec-status-pid=0",
    "main-exec-status-exit=x",
    "main-exec-status-code=x",
    "notify-access-override=some",
    "status-text=\\",
    "status-errno=x",
    "watchdog-original-usec=x",
    "watchdog-override-usec=x",
    "watchdog-timestamp=x",
  );
  yield unit(
    "service-main-process",
    "a.service",
    "main-pid=1",
    "main-pid=5",
    "main-pid=5",
    "main-pid-known=no",
    "main-pid-known=yes",
  );
  yield unit(
    "service-processes-missing",
    "a.service",
    "main-pid=4000",
    "control-pid=@5:7",
    "control-pid=@x",
    "control-pid=@",
    "control-pid=@5:\\",
    "control-pid=0",
  );
  yield unit(
    "service-commands",
    "a.service",
    "main-command=ExecStart 0 /bin/x x",
    "control-command=ExecStop +1 /bin/x 'x y' \\x41 z",
    "main-command=ExecStart 0 /bin/x",
    "main-command=ExecDance 0 /bin/x x",
    "main-command=ExecStart x /bin/x x",
    "main-command=ExecStart",
    "main-command=ExecStart 0 /bin/x x y 'z",
    "control-command=",
  );
  yield unit(
    "service-descriptors",
    "a.service",
    "stdin-fd=5",
    "stdout-fd=x",
    "socket-fd=6",
    "exec-fd=7",
    "fd-store-fd=5 name 1",
    "fd-store-fd=5",
    "fd-store-fd='",
    "extra-fd=5 name",
    "extra-fd=x",
  );
  yield unit(
    "socket",
    "a.socket",
    "n-accepted=5",
    "n-accepted=5",
    "n-refused=x",
    "control-pid=5",
    "control-command=ExecStartPre",
    "control-command=x",
    "trigger-ratelimit=1 18446744073709551615 2 4294967295",
    "trigger-ratelimit=x",
  );
  yield unit(
    "socket-ports",
    "a.socket",
    "netlink=5 x",
    "socket=2147483647 5",
    "special=x",
    "mqueue=",
    "ffs=\\",
    "fifo=5 /run/fifo",
  );
  yield unit(
    "mount",
    "a.mount",
    "reload-result=signal",
    "n-retry-umount=2",
    "n-retry-umount=x",
    "control-pid=5",
    "control-command=ExecRemount",
    "control-command=x",
  );
  yield unit("swap", "a.swap", "control-pid=5", "control-command=ExecDeactivate", "control-command=x");
  yield unit(
    "automount",
    "a.automount",
    "dev-id=55",
    "dev-id=x",
    "token=5",
    "token=6",
    "token=x",
    "expire-token=0",
    "pipe-fd=5",
  );
  yield unit("timer", "a.timer", "last-trigger-realtime=5", "last-trigger-monotonic=6", "last-trigger-realtime=x");
  yield unit("timer-monotonic-only", "a.timer", "last-trigger-monotonic=6");
  yield unit(
    "path",
    "a.path",
    "path-spec=PathExists 1 /a\\x20b",
    "path-spec=PathExists 0x1",
    "path-spec=PathWeird -1 /a",
    "path-spec=PathExists 0 \\",
    "path-spec=PathExists",
    "path-spec=",
    "trigger-ratelimit=x",
  );
  yield unit(
    "device",
    "dev-x.device",
    "sysfs=/sys/a",
    "sysfs=/sys/b",
    "path=/dev/x",
    "path=/dev/y",
    "found=found-udev,found-mount",
    "found=found-udev,bogus",
    "found=\\",
  );
  yield unit(
    "scope",
    "a.scope",
    "was-abandoned=yes",
    "was-abandoned=x",
    "controller=:1.5",
    "pids=5",
    "pids=5",
    "pids=6",
    "pids=x",
    "pids=4000",
  );
  yield raw(
    "descriptors-are-reused",
    `\n${block("a.scope", "pids=5", "ref-uid=7", "pids=6")}${block("a.service", "main-pid=1", "main-pid=7")}${block("b.mount", "control-pid=8")}`,
  );
}

function* jobSeeds(): Iterable<Seed> {
  const job = (...items: readonly string[]): readonly string[] => ["job", ...items, ""];
  yield unit(
    "job",
    "a.service",
    ...job(
      "job-id=7",
      "job-type=start",
      "job-state=running",
      "job-irreversible=yes",
      "job-irreversible=no",
      "job-sent-dbus-new-signal=yes",
      "job-ignore-order=x",
      "job-begin=5",
      "job-begin-running=6",
      "subscribed=:1.5",
    ),
    "transient=yes",
  );
  yield unit(
    "job-invalid-items",
    "a.service",
    ...job("job-id=x", "job-type=dance", "job-type=try-restart", "job-state=x", "job-begin=x", "bogus=1"),
  );
  yield unit(
    "job-without-id",
    "a.service",
    ...job("job-type=stop"),
    ...job("job-type=nop"),
    ...job("job-type=stop"),
    "transient=yes",
  );
  yield raw(
    "job-id-taken",
    `\n${block("a.service", ...job("job-id=5", "job-type=restart"))}${block("b.service", ...job("job-id=5", "job-type=reload"))}${block("c.service")}`,
  );
  yield unit(
    "job-activated-by-path",
    "a.service",
    ...job(
      "job-type=verify-active",
      "activation-details-unit-type=path",
      "activation-details-unit-name=a.path",
      "activation-details-path-path=/x",
      "activation-details-bogus=1",
    ),
  );
  yield unit(
    "job-activated-by-timer",
    "a.service",
    ...job(
      "job-type=start",
      "activation-details-unit-type=timer",
      "activation-details-timer-last-trigger=x",
      "activation-details-timer-last-trigger=1 2",
      "activation-details-path-path=/x",
    ),
  );
  yield unit(
    "job-activation-out-of-order",
    "a.service",
    ...job("job-type=start", "activation-details-unit-name=a.path", "activation-details-unit-type=service"),
  );
  yield unit("job-old", "a.service", "job=5", "job=");
  yield raw("job-open", "\na.service\njob\njob-type=start");
}

/** Every item of header, units and jobs, with values that fit and values that do not; names that are units and names that are none. */
export function* managerSerializeSeeds(): Iterable<Seed> {
  yield* headerSeeds();
  yield* nameSeeds();
  yield* unitSeeds();
  yield* typeSeeds();
  yield* jobSeeds();
}
