package io.papertape.service.rest;

import io.papertape.live.session.HostedSession;
import io.papertape.live.session.PaperSessions;
import io.papertape.live.session.SessionManifest.Recovery;
import io.papertape.live.session.SessionPlan;
import io.papertape.live.tape.Retention;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.service.rest.SessionRequests.Kill;
import io.papertape.service.rest.SessionRequests.KillAll;
import io.papertape.service.rest.SessionRequests.Killed;
import io.papertape.service.rest.SessionRequests.Plain;
import io.papertape.service.rest.SessionRequests.Start;
import io.papertape.workspace.WorkspaceException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// What changes sessions: for whoever has the token.
@RolesAllowed(Roles.OPERATOR)
@Path("/api/v1/sessions")
@Tag(name = "Sessions")
public class SessionCommandsResource {
  private static final String ID = "Id of the session, or the beginning of one";
  private static final String EXAMPLE = "5f2b8c0d11e2a3f4";

  private static final Map<String, Command> COMMANDS =
      new TreeMap<>(
          Map.of(
              "stop", Command.STOP,
              "pause", Command.PAUSE,
              "resume", Command.RESUME,
              "flatten", Command.FLATTEN));

  private static final String NOT_YET =
      "Command was given and is not on the record yet: command=%s. If the service ends before it"
          + " is, it was not given.";

  private final PaperSessions sessions;
  private final java.nio.file.Path strategies;

  SessionCommandsResource(
      PaperSessions sessions, @ConfigProperty(name = "papertape.strategies") String strategies) {
    this.sessions = sessions;
    this.strategies = java.nio.file.Path.of(strategies).toAbsolutePath();
  }

  @POST
  @Operation(operationId = "startSession", summary = "Start a session, or let a halted one go on")
  public SessionView start(Start request) {
    if (request == null) {
      throw ProblemException.badRequest("Body is missing: send JSON with strategy and feed.");
    }
    if (request.session().isPresent() && !request.keysOfNew().isEmpty()) {
      throw ProblemException.badRequest(
          ("Session goes on as it was begun: session=%s, keys=%s. Leave the keys out, or the"
                  + " session.")
              .formatted(request.session().get(), String.join(",", request.keysOfNew())));
    }
    try {
      return SessionView.of(
          request.session().isPresent()
              ? sessions.goOn(request.session().get())
              : sessions.start(plan(request)));
    } catch (WorkspaceException e) {
      throw ProblemException.of(e);
    } catch (UncheckedIOException e) {
      throw ProblemException.ofDisk(e);
    }
  }

  private SessionPlan plan(Start request) {
    if (request.strategy().isEmpty() || request.feed().isEmpty()) {
      throw ProblemException.badRequest(
          "Strategy or feed is missing: strategy=%s, feed=%s. Give both."
              .formatted(request.strategy().orElse(""), request.feed().orElse("")));
    }
    String recovery = request.recovery().orElse("resume");
    if (!recovery.equals("resume") && !recovery.equals("wait")) {
      throw ProblemException.badRequest(
          "Not a recovery: recovery=%s. Use resume or wait.".formatted(recovery));
    }
    Map<String, String> set = request.set().orElse(Map.of());
    set.forEach(
        (name, value) -> {
          if (value == null) {
            throw ProblemException.badRequest(
                "Parameter has no value: set.%s=null. Leave it out.".formatted(name));
          }
        });
    return new SessionPlan(
        folder(request.strategy().get()),
        request.feed().get(),
        request.like(),
        new TreeMap<>(set),
        recovery.equals("wait") ? Recovery.WAIT : Recovery.RESUME,
        request.retain().map(Retention::parse).orElse(Retention.ALL));
  }

  private java.nio.file.Path folder(String strategy) {
    try {
      return strategies.resolve(strategy);
    } catch (InvalidPathException e) {
      throw ProblemException.badRequest(
          "Not a folder: strategy=%s, reason=%s."
              .formatted(strategy.replace('\0', '?'), e.getReason()));
    }
  }

  @POST
  @Path("{id}/{command}")
  @Operation(
      operationId = "commandSession",
      summary = "Tell a session to stop, pause, resume or flatten",
      description =
          "It takes effect, and is in the journal, at the session's next moment, which is waited"
              + " for two seconds; if it is not on the record by then, the answer is 202 and"
              + " pending says so.")
  @APIResponse(
      responseCode = "200",
      description = "The session; the command is on the record",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionView.class)))
  @APIResponse(
      responseCode = "202",
      description = "The session; the command was given and is not on the record yet",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionView.class)))
  public RestResponse<SessionView> command(
      @PathParam("id") @Parameter(description = ID, example = EXAMPLE) String id,
      @PathParam("command")
          @Parameter(description = "stop, pause, resume or flatten", example = "pause")
          String command,
      Plain request)
      throws InterruptedException {
    Plain order = SessionRequests.require(request);
    if (!COMMANDS.containsKey(command)) {
      throw ProblemException.notFound(
          "No such command: command=%s. Use stop, pause, resume, flatten or kill."
              .formatted(command));
    }
    HostedSession session = find(id);
    try {
      boolean isOnRecord =
          command.equals("stop")
              ? sessions.stop(session, order.whoOr(), order.whyOr())
              : session.command(COMMANDS.get(command), order.whoOr(), order.whyOr());
      return isOnRecord
          ? RestResponse.ok(SessionView.of(session))
          : RestResponse.status(
              RestResponse.Status.ACCEPTED,
              SessionView.of(session, Optional.of(NOT_YET.formatted(command))));
    } catch (WorkspaceException e) {
      throw ProblemException.ofCommand(e);
    } catch (UncheckedIOException e) {
      throw ProblemException.ofDisk(e);
    }
  }

  /// What may trade again after a restart is no success, though it trades no more now.
  @POST
  @Path("{id}/kill")
  @Operation(
      operationId = "killSession",
      summary = "Kill a session",
      description =
          "It takes effect, and is in the journal, at the session's next moment. One that does not"
              + " answer within two seconds, or does not run, is halted.")
  public SessionView kill(
      @PathParam("id") @Parameter(description = ID, example = EXAMPLE) String id, Kill request)
      throws InterruptedException {
    Kill order = SessionRequests.require(request);
    HostedSession session = find(id);
    try {
      PaperSessions.Killed killed =
          sessions.kill(session, order.whoOr(), order.whyOr(), order.flatten().orElse(false));
      if (killed.problem().isPresent()) {
        throw ProblemException.unavailable(
            "Session is %s, but not for good: session=%s. %s"
                .formatted(killed.outcome(), killed.session(), killed.problem().get()));
      }
      return SessionView.of(session);
    } catch (WorkspaceException e) {
      throw ProblemException.ofCommand(e);
    } catch (UncheckedIOException e) {
      throw ProblemException.ofDisk(e);
    }
  }

  private HostedSession find(String id) {
    try {
      return sessions.find(id);
    } catch (WorkspaceException e) {
      throw ProblemException.notFound(e.getMessage());
    }
  }

  @POST
  @Path("kill")
  @Operation(operationId = "killSessions", summary = "Kill all sessions, or those of a strategy")
  public Killed kill(KillAll request) throws InterruptedException {
    KillAll order = SessionRequests.require(request);
    Optional<String> strategy = order.strategy();
    try {
      List<Killed.One> killed =
          sessions
              .kill(strategy, order.whoOr(), order.whyOr(), order.flatten().orElse(false))
              .stream()
              .map(one -> new Killed.One(one.session(), one.outcome(), one.problem()))
              .toList();
      return new Killed(killed, killed.size());
    } catch (WorkspaceException e) {
      throw ProblemException.notFound(e.getMessage());
    }
  }
}
