package io.papertape.service.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class ProblemExceptionTest {
  private static Response answer(Kind kind) {
    return ProblemException.of(new WorkspaceException(kind, "Venue is away.")).response();
  }

  @Test
  void aVenueThatDoesNotAnswerMayBeAskedAgain() {
    Response answer = answer(Kind.UNAVAILABLE);
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isNotEmpty();
    assertThat(answer(Kind.CONFIGURATION).getStatus()).isEqualTo(400);
    assertThat(answer(Kind.ENVIRONMENT).getStatus()).isEqualTo(409);
  }

  @Test
  void aCommandThatALockHoldsUpMayBeGivenAgain() {
    assertThat(command(Kind.ENVIRONMENT).getStatus()).isEqualTo(503);
    assertThat(command(Kind.CONFIGURATION).getStatus()).isEqualTo(409);
  }

  @Test
  void whatTheDiskDoesNotTakeMayBeGivenAgainAndSaysWhy() {
    assertThat(ofDisk(new IOException("No space left on device")))
        .hasMessage(
            "Disk is full: problem=No space left on device. Free space, then give the command"
                + " again.");
    assertThat(ofDisk(new FileSystemException("/h/jobs", null, "Read-only file system")))
        .hasMessage(
            "Disk does not take it: problem=/h/jobs: Read-only file system. Mend it, then give the"
                + " command again.");
    assertThat(ofDisk(new AccessDeniedException("/h/jobs")))
        .hasMessage(
            "Disk does not take it: problem=AccessDeniedException: /h/jobs. Mend it, then give the"
                + " command again.");
    assertThat(ofDisk(new IOException("x")).response().getStatus()).isEqualTo(503);
    assertThat(ofDisk(new IOException("x")).response().getHeaderString(HttpHeaders.RETRY_AFTER))
        .isNotEmpty();
  }

  private static ProblemException ofDisk(IOException cause) {
    return ProblemException.ofDisk(new UncheckedIOException(cause));
  }

  private static Response command(Kind kind) {
    return ProblemException.ofCommand(new WorkspaceException(kind, "Held.")).response();
  }
}
