import { randomInt } from "node:crypto";
import type { Command } from "commander";
import { Daemon, recover, Workplace } from "../../service/campaign/index.js";
import { dashboardOptions, startDashboard } from "../../service/dashboard/index.js";
import { timeText } from "../../service/metrics/index.js";
import { seededRandom } from "../../service/schedule/index.js";
import { ProgressDisplay } from "../progress-display.js";
import { type ServiceOptions, serviceOptions, withService } from "../service-command.js";

export function registerServe(program: Command): void {
  serviceOptions(program.command("serve"))
    .summary("fuzz on a schedule until it is stopped")
    .description(
      "Runs the campaigns of the configuration when they are due; all targets without an end when none has a schedule.\n" +
        "Serves a dashboard, http://127.0.0.1:8377/ where the configuration names no other address.\n" +
        "Stops in good order on SIGINT and SIGTERM; whatever else ends it, the next start takes over what was left.\n" +
        "Exit status: 0 stopped, 2 usage or environment.",
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ sdfuzz serve\n  $ sdfuzz serve --config /etc/sdfuzz/nightly.json --work-folder /var/lib/sdfuzz",
    )
    .action((options: ServiceOptions) =>
      withService(options, { exclusive: "sdfuzz serve", logFiles: true }, async (service, signal) => {
        const workplace = new Workplace(service);
        const recovery = await recover(workplace);
        let display: ProgressDisplay | null = null;
        const onWaiting = (name: string, due: number): void =>
          display?.say(`${name} is the next campaign, due ${timeText(due)}`);
        const daemon = new Daemon(workplace, { random: seededRandom(randomInt(2 ** 47)), signal, onWaiting });
        const dashboard = await startDashboard(dashboardOptions(service));
        try {
          if (options.json === true) {
            const { url } = dashboard;
            console.log(
              JSON.stringify({ pid: process.pid, workFolder: service.folder.path, dashboard: url, recovery }),
            );
          } else {
            console.log(`dashboard: ${dashboard.url}`);
            display = new ProgressDisplay(() => daemon.progress, process.stderr);
          }
          await daemon.run();
        } finally {
          display?.close();
          await dashboard.close();
        }
      }),
    );
}
