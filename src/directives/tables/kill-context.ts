/** How processes are killed: shared by [Service], [Socket], [Mount], [Swap] and [Scope]. Origin: systemd.kill(5). */
export const killContextRows = `
SendSIGKILL boolean
SendSIGHUP boolean
KillMode kill-mode
KillSignal signal
RestartKillSignal signal
FinalKillSignal signal
WatchdogSignal signal
`;
