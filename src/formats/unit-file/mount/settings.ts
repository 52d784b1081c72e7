import type { Usec } from "../../../time/usec.js";

/** Settings of the [Mount] section. Origin: systemd.mount(5). */
export class MountSettings {
  what: string | null = null;
  where: string | null = null;
  options: string | null = null;
  fsType: string | null = null;
  timeoutUsec: Usec = 90_000_000n;
  directoryMode = 0o755;
  sloppyOptions = false;
  lazyUnmount = false;
  forceUnmount = false;
  readWriteOnly = false;
}

/** Settings of the [Automount] section. Origin: systemd.automount(5). */
export class AutomountSettings {
  where: string | null = null;
  extraOptions: string | null = null;
  directoryMode = 0o755;
  timeoutIdleUsec: Usec = 0n;
}

/** Settings of the [Swap] section. Origin: systemd.swap(5). */
export class SwapSettings {
  what: string | null = null;
  /** -1: the kernel chooses. */
  priority = -1;
  prioritySet = false;
  options: string | null = null;
  timeoutUsec: Usec = 90_000_000n;
}
