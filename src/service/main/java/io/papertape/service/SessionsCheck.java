package io.papertape.service;

import io.papertape.live.session.HostedSession;
import io.papertape.live.session.ModelHealth;
import io.papertape.live.session.PaperSessions;
import io.papertape.live.session.SessionStatus.State;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// DOWN while a session hangs, or has halted and nobody has let it go on, with the reason of each.
/// Remote models that do not answer are counted: their sessions go on, and order nothing. So are
/// threads of sessions that are over, and sessions whose files have changed since they began.
@Wellness
@ApplicationScoped
class SessionsCheck implements HealthCheck {
  private final PaperSessions sessions;

  SessionsCheck(PaperSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("sessions");
    long running = 0;
    long killed = 0;
    long halted = 0;
    long modelsDown = 0;
    long hanging = 0;
    long threadsLeft = 0;
    long sourcesChanged = 0;
    for (HostedSession session : sessions.list()) {
      boolean isKilled = session.status().state() == State.KILLED;
      running += session.isRunning() && !isKilled ? 1 : 0;
      killed += session.isRunning() && isKilled ? 1 : 0;
      if (session.isRunning() && session.status().model().filter(ModelHealth::isDown).isPresent()) {
        modelsDown++;
      }
      threadsLeft += session.isThreadLeft() ? 1 : 0;
      if (session.isRunning() && session.changedSources().isPresent()) {
        sourcesChanged++;
        answer.withData(session.id() + "-sources", session.changedSources().get());
      }
      if (session.hangsSince().isPresent()) {
        hanging++;
        answer.withData(session.id(), "hangs since " + session.hangsSince().get());
      }
      if (session.status().state() == State.HALTED) {
        halted++;
        answer.withData(session.id(), session.status().halt().orElse("no reason"));
      }
    }
    Map<String, String> unreadable = sessions.unreadable();
    unreadable.forEach(answer::withData);
    return answer
        .status(halted == 0 && hanging == 0 && unreadable.isEmpty())
        .withData("running", running)
        .withData("killed", killed)
        .withData("halted", halted)
        .withData("modelsDown", modelsDown)
        .withData("threadsLeft", threadsLeft)
        .withData("sourcesChanged", sourcesChanged)
        .build();
  }
}
