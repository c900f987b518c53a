/// A market that never was: seeded, the same on every machine.
///
/// For examples and tests; no figure on it says anything about a real market.
package io.papertape.workspace.synthetic;
