package io.papertape.service.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.service.job.BacktestJob;
import io.papertape.service.job.BacktestJobs;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;

/// What one listener is told of a job; it looks at its own pace.
final class JobStream {
  private static final int STILL = 50;

  private final BacktestJob job;
  private final BacktestJobs jobs;
  private final Sse sse;
  private final ObjectMapper json;
  private String last = "";
  private int unchanged;
  private boolean hasEnded;

  JobStream(BacktestJob job, BacktestJobs jobs, Sse sse, ObjectMapper json) {
    this.job = job;
    this.jobs = jobs;
    this.sse = sse;
    this.json = json;
  }

  Multi<OutboundSseEvent> events() {
    return PacedEvents.of(this::next, () -> hasEnded);
  }

  /// The job, if it has changed; now and then in any case, so that a client that is gone is
  /// noticed.
  private List<OutboundSseEvent> next() {
    List<OutboundSseEvent> events = new ArrayList<>();
    JobView view = JobView.of(job, jobs.before(job));
    boolean isOver = view.ended().isPresent();
    String text = text(view);
    if (!text.equals(last) || ++unchanged >= STILL) {
      last = text;
      unchanged = 0;
      events.add(
          sse.newEventBuilder().name(isOver ? "end" : "progress").data(String.class, text).build());
    }
    hasEnded = isOver;
    return events;
  }

  private String text(JobView view) {
    try {
      return json.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
