/// A market that never was: seeded, the same on every machine, for examples and tests.
package io.papertape.workspace.synthetic;
