import fc from 'fast-check'

// In CI every run tries the same cases, so that a red run speaks of its change; elsewhere each run tries others.
if (process.env.CI) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20260302 })
