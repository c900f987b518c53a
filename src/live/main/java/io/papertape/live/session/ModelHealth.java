package io.papertape.live.session;

/// A remote model as a session has found it since this process took the session up.
///
/// @param model     its name at the server
/// @param url       of the server
/// @param asked     questions that were put to it
/// @param failed    of these, questions without scores
/// @param skipped   questions that were not put to it because it had failed too often
/// @param isDown    whether the last answer was a failure of the model, or it is not asked
/// @param reason    of its last failure; empty: none
/// @param p50Nanos  median time of the last answers with scores; 0: none yet
/// @param p99Nanos  of which 99 of 100 were not slower
public record ModelHealth(
    String model,
    String url,
    long asked,
    long failed,
    long skipped,
    boolean isDown,
    String reason,
    long p50Nanos,
    long p99Nanos) {}
