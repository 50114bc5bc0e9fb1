import cloudMigration from '../../../media/templates/cloud-migration.tpm.yaml'
import cybersecurity from '../../../media/templates/cybersecurity.tpm.yaml'
import infrastructureUpgrade from '../../../media/templates/infrastructure-upgrade.tpm.yaml'
import minimal from '../../../media/templates/minimal.tpm.yaml'
import productRelease from '../../../media/templates/product-release.tpm.yaml'

/** The plans to begin with, as text in the bundle. */
export const templates: ReadonlyMap<string, string> = new Map([
  ['minimal', minimal],
  ['cloud-migration', cloudMigration],
  ['cybersecurity', cybersecurity],
  ['infrastructure-upgrade', infrastructureUpgrade],
  ['product-release', productRelease],
])
