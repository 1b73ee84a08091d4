/** The sources that ship as mapping files: names that no other mapping may take. */
export const SHIPPED_MAPPINGS: readonly string[] = ['firehydrant', 'grafana-oncall', 'opsgenie', 'rootly'];
