package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Followers of a session whose service goes meanwhile.
class PaperFollowTest extends StagedCommands {
  private static final String ID = PaperCommandsTest.ID;
  private static final String PATH = "/api/v1/sessions/" + ID;
  private static final String EVENTS = PATH + "/events?after=119";
  private static final String GONE = "The service has gone; waiting for it, %s at most.";
  private static final String BACK = "The service is there again.";

  private Path home;
  private StubService service;

  @BeforeEach
  void serve() throws IOException {
    home = folder.resolve(".papertape").toAbsolutePath();
    Files.createDirectories(home);
    service = new StubService(home.toString());
    Files.writeString(home.resolve("service.port"), service.port() + "\n");
    service.put("GET " + PATH, PaperCommandsTest.SESSION);
  }

  @AfterEach
  void end() {
    service.close();
  }

  private static String fill(int seq) {
    return """
    event:fill
    id:%d
    data:{"seq":%d,"kind":"fill","time":"2010-02-03T14:30:00.000000000Z","instrument":"SYN2",\
    "side":"sell","quantity":"%d","price":"1.5","fee":"0","position":"0"}

    """
        .formatted(seq, seq, seq);
  }

  private static String status(String state) {
    return "event:status\ndata:{\"id\":\"%s\",\"state\":\"%s\"}\n\n".formatted(ID, state);
  }

  private static String sold(int quantity) {
    return "2010-02-03 14:30:00  SYN2     sold %d at 1.5, fee 0; holds 0\n".formatted(quantity);
  }

  @Test
  void goesOnBehindWhatItHasShownWhenTheServiceIsBack() {
    String half = fill(121).substring(0, 60);
    service.breakOff("GET " + EVENTS, fill(120) + status("running") + half, "");
    service.put("GET " + EVENTS, status("running") + fill(121) + fill(122) + status("stopped"));

    assertThat(run("paper", "show", ID, "--follow")).as(err).isZero();

    assertThat(out).isEqualTo(sold(120) + sold(121) + sold(122));
    assertThat(err).isEqualTo(GONE.formatted("10 minutes") + "\n" + BACK + "\n");
    String asked = "GET " + EVENTS + " ";
    assertThat(service.asked())
        .containsExactly("GET " + PATH + " ", asked, asked + "after 120", asked + "after 120");
  }

  @Test
  void aSessionThatIsStillToBeTakenUpHasNotEnded() {
    service.put("GET " + EVENTS, status("recovering"));
    List<String> notices = new ArrayList<>();
    ServiceClient client = new ServiceClient(new Workspace(home), service.port());
    SessionFollow follow =
        new SessionFollow(terminal(), false, () -> ScreenSize.USUAL, "Ctrl-C leaves it.");
    EventsAcrossRestarts events =
        new EventsAcrossRestarts(
            () -> {
              service.put("GET " + EVENTS, status("stopped"));
              return Optional.of(client);
            },
            Duration.ofMinutes(1),
            Duration.ZERO,
            notices::add);
    assertThat(follow.follow(events, client, ID, 119)).isEqualTo("stopped");
    assertThat(notices).isEmpty();
  }

  @Test
  void itMayComeBackOnAnotherPortAndRefuseWhileItEnds() throws Exception {
    service.breakOff("GET " + EVENTS, fill(120));
    service.refuse("GET " + EVENTS, 503, "Service is ending.");
    List<String> notices = new ArrayList<>();
    try (StubService next = new StubService(home.toString())) {
      next.put("GET " + EVENTS, fill(121) + status("halted"));
      Workspace workspace = new Workspace(home);
      ServiceClient first = new ServiceClient(workspace, service.port());
      Deque<Optional<ServiceClient>> found = new ArrayDeque<>();
      found.add(Optional.of(first));
      found.add(Optional.empty());
      found.add(Optional.of(new ServiceClient(workspace, next.port())));
      SessionFollow follow =
          new SessionFollow(terminal(), false, () -> ScreenSize.USUAL, "Ctrl-C leaves it.");
      EventsAcrossRestarts events =
          new EventsAcrossRestarts(
              found::removeFirst, Duration.ofMinutes(1), Duration.ZERO, notices::add);
      assertThat(follow.follow(events, first, ID, 119)).isEqualTo("halted");
      assertThat(next.asked()).containsExactly("GET " + EVENTS + " after 120");
    }
    assertThat(notices).containsExactly(GONE.formatted("1 minute"), BACK);
  }

  @Test
  void givesUpWhenNoServiceComes() {
    service.breakOff("GET " + EVENTS, status("running"));
    List<String> notices = new ArrayList<>();
    EventsAcrossRestarts events =
        new EventsAcrossRestarts(
            Optional::empty, Duration.ofMillis(30), Duration.ofMillis(10), notices::add);
    ServiceClient client = new ServiceClient(new Workspace(home), service.port());
    assertThatThrownBy(() -> events.listen(client, EVENTS, _ -> {}, () -> false))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Service has not come back: home=%s, waited=30 ms. papertape serve starts one, which"
                    .formatted(home)
                + " takes the session up.");
    assertThat(notices).containsExactly(GONE.formatted("30 ms"));
  }

  @Test
  void whatIsRefusedAtOnceIsNoServiceThatHasGone() {
    service.refuse("GET " + EVENTS, 503, "Too many listen to events: most=64.");
    assertThat(run("paper", "show", ID, "--follow")).isEqualTo(3);
    assertThat(err).isEqualTo("Too many listen to events: most=64.\n");
    assertThat(run("paper", "show", ID, "--follow", "--wait", "0")).isEqualTo(2);
    assertThat(err).isEqualTo("Not a time to wait: --wait 0. Use 1 to 100000 minutes.\n");
  }

  @Test
  void whatOnlyMattersToWhoFollowsIsRefusedWithout() {
    assertThat(run("paper", "show", ID, "--wait", "5")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "Nothing is followed that could be waited for: --wait 5. Add --follow, or leave"
                + " --wait out.\n");
    assertThat(run("paper", "show", ID, "--follow", "--json")).isEqualTo(2);
    assertThat(err).startsWith("What is followed is no JSON document: --follow --json. Leave one");
    assertThat(run("paper", "start", "strategies/x", "--feed=replay:a", "--detach", "--wait", "5"))
        .isEqualTo(2);
    assertThat(err).endsWith("--wait 5. Leave --detach or --wait out.\n");
    assertThat(run("paper", "start", "--session", "--all", "--wait", "5")).isEqualTo(2);
    assertThat(err).endsWith("--wait 5. --all follows none; leave --wait out.\n");
  }

  @Test
  void anAnswerThatBreaksOffIsSaidWithoutClassesOfJava() {
    service.breakOff("GET " + PATH, "{\"id\":");
    assertThat(run("paper", "show", ID)).isEqualTo(3);
    assertThat(err)
        .isEqualTo(
            "Service cannot be asked: reason=its answer broke off. Its log says more: service.log"
                + " of the workspace.\n");
  }

  private static Terminal terminal() {
    return Terminal.ofProcess(java.io.OutputStream.nullOutputStream(), System.err);
  }
}
