package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.papertape.live.session.HostedSession;
import io.papertape.live.session.OperatorToken;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.ServiceProcess;
import io.papertape.workspace.WriteLock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The kill switch where no service answers, and what it says of sessions that are not killed.
class PaperKillCommandTest extends StagedKills {
  private static int listening(ServerSocket socket) {
    return socket.getLocalPort();
  }

  @Test
  void aKillWithoutAServiceOutlivesTheNextStart() throws Exception {
    String id = cut();
    assertThat(run("paper", "kill", id, "--why", "it buys everything")).as(err).isZero();
    assertThat(err).startsWith("No service runs: home=%s, port=".formatted(home));
    assertThat(out)
        .isEqualTo(
            "Session %s: halted on the disk, no start takes it up; what it holds is not known\n"
                .formatted(id));
    HostedSession session = afterAStart(id);
    assertThat(session.isRunning()).isFalse();
    assertThat(session.status().state()).isEqualTo(State.HALTED);
    assertThat(session.status().halt())
        .contains(
            "kill-switch: %s: it buys everything. The session did not run."
                .formatted(System.getProperty("user.name")));
  }

  @Test
  void allAndThoseOfAStrategyAreReachedWithoutAService() throws Exception {
    String id = cut();
    assertThat(run("paper", "kill", "--strategy", "averge")).isEqualTo(2);
    assertThat(err).contains("No session has this strategy: strategy=averge. There are: average.");
    assertThat(run("paper", "kill", "--strategy", "average", "--flatten", "--json")).isZero();
    assertThat(out).contains("\"outcome\" : \"halted\"", "\"count\" : 1", "\"service\" : false");
    assertThat(run("paper", "kill", "--all")).isZero();
    assertThat(out).isEqualTo("Nothing to kill: each has ended or halted.\n");
    assertThat(afterAStart(id).isRunning()).isFalse();
    assertThat(run("paper", "kill", "0123")).isEqualTo(2);
    assertThat(err).contains("No such session: session=0123. There are: " + id);
  }

  @Test
  void aSessionWhoseFolderIsGoneIsNotKilledAndEachVerbSaysWhy() throws Exception {
    String id = cut();
    Path of = home.resolve("sessions").resolve(id);
    Path known = Files.createDirectories(home.resolve("sessions.known"));
    Files.copy(of.resolve("session.json"), known.resolve(id + ".json"));
    DurableFiles.deleteTree(of);

    String notDurable =
        ("Session has lost its folder, so its kill cannot be durable: session=%s. papertape paper"
                + " stop %s gives it up for good.")
            .formatted(id, id);
    assertThat(run("paper", "kill", id)).isEqualTo(3);
    assertThat(err).endsWith(notDurable + "\n");
    assertThat(run("paper", "kill", "--all")).isEqualTo(3);
    assertThat(out).isEqualTo("Session %s: not-killed. %s\n".formatted(id, notDurable));

    for (String verb :
        List.of("paper verify", "paper blotter", "paper track", "paper compare", "verify")) {
      List<String> words = new ArrayList<>(List.of(verb.split(" ")));
      words.add(id.substring(0, 6));
      if (verb.equals("paper compare")) {
        words.addAll(List.of("--data", "synthetic"));
      }
      assertThat(run(words.toArray(String[]::new))).as(verb).isEqualTo(4);
      assertThat(err)
          .isEqualTo(
              ("Session cannot be read: session=%1$s, reason=folder-lost: sessions/%1$s is gone,"
                   + " and the session had not ended. Mount its disk or restore it, then papertape"
                   + " paper start --session %1$s; papertape paper stop %1$s gives it up.\n")
                  .formatted(id));
    }
    assertThat(of).doesNotExist();
  }

  @Test
  void whatAProcessHasIsNotKilledAndTheProcessIsNamed() throws Exception {
    String id = cut();
    long process = ProcessHandle.current().pid();
    Files.writeString(home.resolve("service.pid"), process + "\n");
    try (WriteLock _ =
        WriteLock.take(
            home.resolve("sessions").resolve(id).resolve("session.lock"), Duration.ZERO)) {
      for (String which : List.of(id, "--all")) {
        assertThat(run("paper", "kill", which)).isEqualTo(3);
        assertThat(err).contains("Waiting for the end of process %d, 5 s".formatted(process));
        assertThat(out)
            .isEqualTo(
                ("Session %s: NOT KILLED, a process that does not answer has it. End it: kill -9"
                        + " %d, then kill again.\n")
                    .formatted(id, process));
      }
    }
    Files.setLastModifiedTime(home.resolve("service.pid"), FileTime.fromMillis(1));
    assertThat(ServiceProcess.of(workspace)).isEmpty(); // it began later, so the number is chance
  }

  @Test
  void aServiceThatIsSilentIsNotWaitedForInSilence() throws Exception {
    String id = cut();
    OperatorToken.provide(workspace);
    long process = ProcessHandle.current().pid();
    Files.writeString(home.resolve("service.pid"), process + "\n");
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Files.writeString(home.resolve("service.port"), listening(silent) + "\n");
      assertThat(run("paper", "kill", "--all")).isZero(); // nobody has its lock
      assertThat(err.lines().toList())
          .containsExactly(
              ("Service does not answer yet: port=%d; waiting. End it: kill -9 %d, then kill again:"
                      + " what it ran is then halted on the disk.")
                  .formatted(listening(silent), process),
              "Service cannot be asked: reason=it did not answer. Its log says more: service.log of"
                  + " the workspace. It may have killed nothing.");
    }
    assertThat(out).startsWith("Session %s: halted on the disk".formatted(id));
  }

  @Test
  void whatWasHaltedIsNotSaidToBeKilledAndWhatStaysOpenIsSaid() throws Exception {
    String id = "5f2b8c0d11e2a3f4";
    String path = "/api/v1/sessions/" + id;
    OperatorToken.provide(workspace);
    try (StubService service = new StubService(home.toString())) {
      Files.writeString(home.resolve("service.port"), service.port() + "\n");
      String open =
          """
          {"id":"%s","state":"halted","reason":"kill-switch: ada: no. The session did not answer.",
           "workingOrders":1,"positions":[{"symbol":"SYN2","quantity":"7"}]}
          """
              .formatted(id);
      service.put("POST " + path + "/kill", open);
      assertThat(run("paper", "kill", id)).as(err).isZero();
      assertThat(out)
          .isEqualTo(
              ("Session %s is halted (kill-switch: ada: no. The session did not answer): 1"
                      + " position stays open (SYN2), 1 order works.\n")
                  .formatted(id));

      service.put(
          "POST /api/v1/sessions/kill",
          "{\"sessions\":[{\"id\":\"%s\",\"outcome\":\"killed\"}],\"count\":1}".formatted(id));
      service.put("GET " + path, open);
      assertThat(run("paper", "kill", "--all", "--flatten")).isZero();
      assertThat(out)
          .isEqualTo(
              "Session %s: killed; 1 position stays open (SYN2), 1 order works\n".formatted(id));
    }
  }

  @Test
  void anotherProgramOnTheLastPortDoesNotKeepAnythingFromBeingHalted() throws Exception {
    String id = cut();
    OperatorToken.provide(workspace);
    for (int status : new int[] {404, 401, 500, 503}) {
      Files.deleteIfExists(home.resolve("sessions").resolve(id).resolve("record/halt.json"));
      HttpServer other = foreign(status, "<html>no</html>");
      try {
        Files.writeString(home.resolve("service.port"), other.getAddress().getPort() + "\n");
        assertThat(run("paper", "kill", "--all")).as(err).isZero();
        assertThat(err)
            .isEqualTo(
                "Service refused: status=%d. Is something else on its port?\n".formatted(status));
        assertThat(out).startsWith("Session %s: halted on the disk, no start".formatted(id));
        assertThat(run("paper", "list")).isEqualTo(3); // no bad usage
      } finally {
        other.stop(0);
      }
    }
    assertThat(afterAStart(id).isRunning()).isFalse();
  }

  @Test
  void aWrongPortDoesNotKeepTheKillFromTheServiceThatRuns() throws Exception {
    OperatorToken.provide(workspace);
    HttpServer other = foreign(404, "{\"detail\":\"no\"}");
    try (StubService service = new StubService(home.toString())) {
      Files.writeString(home.resolve("service.port"), service.port() + "\n");
      service.put("POST /api/v1/sessions/kill", "{\"sessions\":[],\"count\":0}");
      String port = "" + other.getAddress().getPort();
      assertThat(run("paper", "kill", "--all", "--port", port)).as(err).isZero();
      assertThat(service.asked()).hasSize(1);
    } finally {
      other.stop(0);
    }
  }

  @Test
  void aTokenThatIsGoneOrAnAnswerThatProvesNothingLeadsToTheDisk() throws Exception {
    String id = cut();
    try (StubService service = new StubService(home.toString())) {
      Files.writeString(home.resolve("service.port"), service.port() + "\n");
      assertThat(run("paper", "kill", id)).as(err).isZero();
      assertThat(err).startsWith("Token is gone: file=" + home.resolve("token"));
      assertThat(out).startsWith("Session %s: halted on the disk, no start".formatted(id));

      Files.delete(home.resolve("sessions").resolve(id).resolve("record/halt.json"));
      OperatorToken.provide(workspace);
      service.provesFor(0);
      assertThat(run("paper", "kill", "--all")).as(err).isZero();
      assertThat(err).startsWith("What listens is not the service of this workspace: port=");
      assertThat(out).startsWith("Session %s: halted on the disk, no start".formatted(id));
      assertThat(service.asked()).isEmpty();
    }
  }

  @Test
  void whatTheServiceItselfRefusesIsNotTakenToTheDisk() throws Exception {
    String id = cut();
    OperatorToken.provide(workspace);
    try (StubService service = new StubService(home.toString())) {
      Files.writeString(home.resolve("service.port"), service.port() + "\n");
      service.refuse("POST /api/v1/sessions/%s/kill".formatted(id), 503, "Disk is full.");
      assertThat(run("paper", "kill", id)).isEqualTo(3);
      assertThat(err).isEqualTo("Disk is full.\n");
      assertThat(out).isEmpty();
      assertThat(home.resolve("sessions").resolve(id).resolve("record/halt.json")).doesNotExist();
    }
  }

  /// It waits two seconds itself for a session that hangs.
  @Test
  void aServiceThatWaitsForItsSessionIsNotSaidToBeSilent() throws Exception {
    OperatorToken.provide(workspace);
    try (StubService service = new StubService(home.toString())) {
      Files.writeString(home.resolve("service.port"), service.port() + "\n");
      service.put("POST /api/v1/sessions/kill", "{\"sessions\":[],\"count\":0}");
      service.takes(1_500);
      assertThat(run("paper", "kill", "--all")).as(err).isZero();
      assertThat(err).isEmpty();
    }
  }
}
