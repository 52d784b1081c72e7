/** The dashboard: server-rendered pages, a JSON API and Prometheus metrics over the store. */
export { type DashboardOptions, dashboardOptions } from "./options.js";
export { createDashboard, type Dashboard, startDashboard } from "./server.js";
