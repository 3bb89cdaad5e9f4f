import fc from 'fast-check'

// The same cases at every run, so that a test which fails does so for whoever changed something. `npm run long` looks for others.
fc.configureGlobal({ seed: 20261127 })
