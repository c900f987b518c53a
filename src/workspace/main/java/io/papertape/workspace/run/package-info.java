/// Runs on disk: what decides one (the manifest), how it is made, and what it leaves behind.
///
/// Anybody can check a run, ask it why, and compare it with another.
package io.papertape.workspace.run;
