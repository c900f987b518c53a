/// Runs on disk: what decides one (the manifest), how it is made, what it leaves behind, and how
/// anybody checks it, asks it why, and compares it with another.
package io.papertape.workspace.run;
