import fc from 'fast-check'

// Every run tries the same cases, so that a red run speaks of its change. `TPM_SEED=random` tries others, a number those.
const asked = process.env.TPM_SEED
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: asked ? Number(asked) : 20260302 })
