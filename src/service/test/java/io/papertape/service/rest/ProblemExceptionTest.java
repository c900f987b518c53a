package io.papertape.service.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
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

  private static Response command(Kind kind) {
    return ProblemException.ofCommand(new WorkspaceException(kind, "Held.")).response();
  }
}
