package io.papertape.service.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.StrictObject;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// What is kept of a job: the file `jobs/ID.json` of the workspace.
///
/// @param key       of the client, under which it gets this job again
/// @param submitted when it was taken, by the wall clock
/// @param reason    why it failed, was cancelled or interrupted
/// @param run       id of its run, as soon as it is known
/// @param result    what came of it, if a run did
record JobRecord(
    String id,
    RunRequest request,
    Optional<String> key,
    JobState state,
    Instant submitted,
    Optional<Instant> began,
    Optional<Instant> ended,
    Optional<String> reason,
    Optional<String> run,
    Optional<Sealed> result) {

  /// A run that a job made.
  ///
  /// @param status   complete, failed or ruined
  /// @param wasThere whether the run was there already, and was compared
  record Sealed(String manifest, String root, String status, boolean wasThere) {
    static Sealed of(Backtest.Outcome outcome) {
      return new Sealed(
          outcome.run().manifest().hash(),
          outcome.run().result().root(),
          outcome.run().status(),
          outcome.wasThere());
    }
  }

  static JobRecord queued(String id, RunRequest request, Optional<String> key, Instant now) {
    return new JobRecord(
        id,
        request,
        key,
        JobState.QUEUED,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  JobRecord running(Instant now) {
    return new JobRecord(
        id,
        request,
        key,
        JobState.RUNNING,
        submitted,
        Optional.of(now),
        ended,
        reason,
        run,
        result);
  }

  JobRecord of(String itsRun) {
    return new JobRecord(
        id, request, key, state, submitted, began, ended, reason, Optional.of(itsRun), result);
  }

  JobRecord over(JobState how, Instant now, Optional<String> why, Optional<Sealed> made) {
    return new JobRecord(id, request, key, how, submitted, began, Optional.of(now), why, run, made);
  }

  byte[] bytes() {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", id)
            .put("request", CanonicalJson.text(request.json()))
            .put("state", state.word())
            .put("submitted", submitted.toString());
    key.ifPresent(text -> node.put("key", text));
    began.ifPresent(time -> node.put("began", time.toString()));
    ended.ifPresent(time -> node.put("ended", time.toString()));
    reason.ifPresent(why -> node.put("reason", why));
    run.ifPresent(name -> node.put("run", name));
    result.ifPresent(
        made ->
            node.putObject("result")
                .put("manifest", made.manifest())
                .put("root", made.root())
                .put("status", made.status())
                .put("wasThere", made.wasThere()));
    return CanonicalJson.indented(node);
  }

  static JobRecord read(byte[] bytes) throws IOException {
    StrictObject node = new StrictObject(CanonicalJson.read(bytes), "");
    JobRecord job =
        new JobRecord(
            node.text("id"),
            RunRequest.read(node.text("request")),
            node.optionalText("key"),
            node.choice("state", JobState.class),
            Instant.parse(node.text("submitted")),
            node.optionalText("began").map(Instant::parse),
            node.optionalText("ended").map(Instant::parse),
            node.optionalText("reason"),
            node.optionalText("run"),
            node.optionalObject("result").map(JobRecord::sealed));
    node.end();
    return job;
  }

  private static Sealed sealed(StrictObject node) {
    Sealed made =
        new Sealed(
            node.text("manifest"), node.text("root"), node.text("status"), node.flag("wasThere"));
    node.end();
    return made;
  }
}
