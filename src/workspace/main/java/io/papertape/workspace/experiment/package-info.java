/// Many runs of one strategy: which parameter sets to try, how to run them on all cores, and what
/// is left of the best after selection.
///
/// Nothing here depends on the number of threads or on a clock: the same plan gives the same
/// table, byte for byte, also when it was killed in the middle and taken up again.
package io.papertape.workspace.experiment;
