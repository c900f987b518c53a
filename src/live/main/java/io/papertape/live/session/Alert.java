package io.papertape.live.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// What is told of a session.
///
/// @param id   names this alert: one that goes out twice, because an answer got lost, has it twice
/// @param time of the session, by the clock of its feed; of a replay that of its data
/// @param at   when it arose, by the clock of this machine
/// @param text a sentence
record Alert(
    String id,
    AlertSettings.Cause cause,
    String session,
    String strategy,
    String time,
    String at,
    String text) {
  String json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("alert", SessionWords.of(cause))
        .put("session", session)
        .put("strategy", strategy)
        .put("time", time)
        .put("at", at)
        .put("text", text)
        .toString();
  }
}
