package io.papertape.service;

import io.papertape.live.session.HostedSession;
import io.papertape.live.session.OperatorToken;
import io.papertape.live.session.PaperSessions;
import io.papertape.service.job.BacktestJobs;
import io.papertape.service.projection.Projection;
import io.papertape.service.projection.ProjectionFault;
import io.papertape.service.projection.Reconciliation;
import io.papertape.workspace.Workspace;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What the process does once Quarkus runs: serve until it is told to stop, or rebuild and end.
public class ServiceApplication implements QuarkusApplication {
  private static final int DATA = 4;

  private final Projection projection;
  private final Reconciliation reconciliation;
  private final HttpServer server;
  private final PaperSessions sessions;
  private final BacktestJobs jobs;
  private final Workspace workspace;
  private final Optional<String> madeAnew;

  ServiceApplication(
      Projection projection,
      Reconciliation reconciliation,
      HttpServer server,
      PaperSessions sessions,
      BacktestJobs jobs,
      OperatorToken token,
      Workspace workspace,
      @ConfigProperty(name = ProjectionDatabase.MADE_ANEW) Optional<String> madeAnew) {
    // The token is asked for here so that one that others can read stops the start.
    Objects.requireNonNull(token, "token");
    this.sessions = sessions;
    this.jobs = jobs;
    this.workspace = workspace;
    this.madeAnew = madeAnew;
    this.projection = projection;
    this.reconciliation = reconciliation;
    this.server = server;
  }

  @Override
  public int run(String... arguments) throws IOException, InterruptedException {
    ServiceTask task = ServiceTask.of(List.of(arguments));
    if (task == ServiceTask.REBUILD) {
      return rebuild();
    }
    tellProcess();
    sessions.recover();
    readFigures();
    jobs.recover();
    fillProjection();
    tellPort();
    Log.infof("Serving: address=http://127.0.0.1:%d/api/v1/runs", server.getPort());
    if (task == ServiceTask.REHEARSE) {
      new Rehearsal(server.getPort()).ask();
    } else {
      Quarkus.waitForExit();
    }
    return 0;
  }

  /// What sessions hold that could not be taken up, which takes as long as their records are.
  private void readFigures() {
    SessionHost.background(
        "figures",
        () ->
            SessionHost.repeat(
                Duration.ofSeconds(5), () -> sessions.list().forEach(HostedSession::readFigures)));
  }

  /// What cannot be filled now is tried again by each request, and health is DOWN until then; the
  /// sessions go on without it.
  private void fillProjection() {
    madeAnew.ifPresent(Log::warn);
    try {
      projection.refresh();
    } catch (RuntimeException e) {
      String place = workspace.home().resolve("db").toString();
      Log.error(
          ProjectionFault.of(e, place)
              .orElse("Projection cannot be filled: cause=%s.".formatted(e)));
    }
  }

  /// Leaves the port where `papertape paper` looks for it.
  private void tellPort() {
    leave("service.port", server.getPort());
  }

  /// Leaves the id of this process for whoever has to end it because it does not answer.
  private void tellProcess() {
    leave("service.pid", ProcessHandle.current().pid());
  }

  /// On a disk that is full it serves all the same.
  private void leave(String name, long number) {
    try {
      Files.writeString(workspace.home().resolve(name), number + "\n");
    } catch (IOException e) {
      Log.warnf("File is not written: name=%s, text=%d, cause=%s", name, number, e);
    }
  }

  private int rebuild() {
    projection.rebuild();
    Reconciliation.Finding finding = reconciliation.compare();
    System.out.println(rebuilt(finding));
    finding.firstDifference().ifPresent(what -> System.out.println("First: " + what));
    return finding.isClean() ? 0 : DATA;
  }

  /// What a rebuild prints.
  static String rebuilt(Reconciliation.Finding finding) {
    return "Rebuilt the projection: runs=%d, brokenRuns=%d, rows=%s, differences=%d."
        .formatted(finding.runs(), finding.brokenRuns(), finding.rows(), finding.differences());
  }
}
