package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SessionFollowTest {
  private static final String STATUS =
      """
      {"id":"5f2b8c0d11e2a3f4","strategy":"waves","feed":"replay:x@0","state":"%s","entries":1,
       "moments":1,"startingCash":"100","cash":"100","equity":"100","workingOrders":0,"fills":0}
      """;
  private static final String FILL =
      """
      {"seq":1,"kind":"fill","time":"2010-02-03T14:30:00.000000000Z","instrument":"SYN2",\
      "side":"sell","quantity":"7","price":"1.5","fee":"0","position":"0"}
      """;

  private final StringWriter text = new StringWriter();
  private final StringWriter beside = new StringWriter();
  private ScreenSize size = ScreenSize.USUAL;

  private SessionFollow follow(boolean isScreen) {
    Terminal terminal = new Terminal(new PrintWriter(text), new PrintWriter(beside));
    return new SessionFollow(terminal, isScreen, () -> size, "Ctrl-C leaves it.");
  }

  @Test
  void aScreenIsDrawnOverItself() {
    SessionFollow follow = follow(true);
    follow.take("status", STATUS.formatted("running"));
    follow.take("fill", FILL);
    int first = text.toString().length();
    assertThat(text.toString()).startsWith("\rwaves   running").endsWith("\n\u001b[J");
    assertThat(text.toString().chars().filter(c -> c == '\n')).hasSize(7);
    follow.take("status", STATUS.formatted("stopped"));
    String second = text.toString().substring(first);
    assertThat(second).startsWith("\u001b[7A\rwaves   stopped").endsWith("\n\u001b[J");
    assertThat(second).doesNotContain("Ctrl-C");
  }

  @Test
  void aSmallTerminalGetsNoMoreThanItCanDrawOverAndAPulledWindowIsClearedFirst() {
    size = ScreenSize.parse("6 30\n").orElseThrow();
    SessionFollow follow = follow(true);
    follow.take("status", STATUS.formatted("running"));
    assertThat(text.toString().chars().filter(c -> c == '\n')).hasSize(5);
    assertThat(text.toString().replaceAll("\u001b\\[[0-9]*[A-Z]|\r", "").lines())
        .allMatch(line -> line.length() <= 30);
    int first = text.toString().length();
    size = ScreenSize.USUAL;
    follow.take("status", STATUS.formatted("running"));
    assertThat(text.toString().substring(first)).startsWith("\u001b[2J\u001b[H\rwaves");
    assertThat(ScreenSize.parse("0 0")).isEmpty();
    assertThat(ScreenSize.parse("stty: no tty")).isEmpty();
  }

  @Test
  void whyItHaltedIsReadWholeAndCannotCommandTheTerminal() {
    String reason = "disk-full: " + "a long word and ".repeat(12) + "\\u001b[2J\\u001b[31mend";
    SessionFollow follow = follow(true);
    follow.take(
        "status",
        STATUS
            .formatted("halted")
            .replace("\"feed\"", "\"reason\":\"%s\",\"feed\"".formatted(reason)));
    String plain = text.toString().replace("\u001b[K", "").replace("\u001b[J", "");
    assertThat(plain).doesNotContain("\u001b").contains("\uFFFD[2J\uFFFD[31mend");
    assertThat(plain.lines()).allMatch(line -> line.length() <= 80);
    assertThat(plain.replaceAll("\\s+", " ")).contains("a long word and ".repeat(12).strip());
  }

  @Test
  void aPipeGetsALineAnEntry() {
    SessionFollow follow = follow(false);
    follow.take("status", STATUS.formatted("running"));
    follow.take("fill", FILL);
    assertThat(text).hasToString("2010-02-03 14:30:00  SYN2     sold 7 at 1.5, fee 0; holds 0\n");
  }

  @Test
  void aNoticeStandsBelowTheScreenAndBesideThePipe() {
    SessionFollow screen = follow(true);
    screen.tell("Not drawn yet.");
    screen.take("status", STATUS.formatted("running"));
    int first = text.toString().length();
    screen.tell("The service has gone.");
    String second = text.toString().substring(first).replace("\u001b[K", "");
    assertThat(second)
        .startsWith("\u001b[7A\rwaves   running")
        .endsWith("\n\nThe service has gone.\n\u001b[J")
        .doesNotContain("Ctrl-C");
    follow(false).tell("It has gone.");
    assertThat(beside).hasToString("Not drawn yet.\nIt has gone.\n");
  }
}
