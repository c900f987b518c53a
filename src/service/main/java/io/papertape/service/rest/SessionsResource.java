package io.papertape.service.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.live.session.HostedSession;
import io.papertape.live.session.PaperSessions;
import io.papertape.service.projection.RawJson;
import io.papertape.workspace.WorkspaceException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Paper sessions, as far as they are durable. Nothing here touches the database.
@PermitAll
@Path("/api/v1/sessions")
@Tag(name = "Sessions", description = "Paper sessions on live feeds")
public class SessionsResource {
  private static final String ID = "Id of the session, or the beginning of one";

  private final PaperSessions sessions;
  private final ObjectMapper json;
  private final Listeners listeners;

  SessionsResource(PaperSessions sessions, ObjectMapper json, Listeners listeners) {
    this.listeners = listeners;
    this.sessions = sessions;
    this.json = json;
  }

  /// An entry with its number.
  private record Numbered(long seq, String line) {}

  @GET
  @Operation(operationId = "listSessions", summary = "All sessions, the last begun first")
  public Page<SessionView> list(@BeanParam PageRequest page) {
    List<HostedSession> all = sessions.list();
    int from = (int) Math.min(page.after("sessions") + 1, all.size());
    List<Integer> places = new ArrayList<>();
    for (int i = from; i < Math.min(all.size(), from + page.most() + 1); i++) {
      places.add(i);
    }
    return page.page(
        places, i -> SessionView.of(all.get(i)), i -> new Cursor("sessions", i.longValue()));
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getSession", summary = "One session as it stands")
  public SessionView session(
      @PathParam("id") @Parameter(description = ID, example = "5f2b8c0d11e2a3f4") String id) {
    return SessionView.of(find(id));
  }

  @GET
  @Path("{id}/entries")
  @Operation(
      operationId = "listSessionEntries",
      summary = "Entries of its journal that are durable, as they lie there")
  public Page<RawJson> entries(
      @PathParam("id") @Parameter(description = ID, example = "5f2b8c0d11e2a3f4") String id,
      @QueryParam("after")
          @Parameter(
              description = "Number of the entry after which to begin, in place of a cursor",
              example = "-1")
          String number,
      @BeanParam PageRequest page) {
    HostedSession session = find(id);
    if (number != null && page.cursor != null) {
      throw ProblemException.badRequest("Both cursor and after are given. Give one of them.");
    }
    long after = number == null ? page.after(session.id()) : entry(number);
    List<Numbered> fetched = new ArrayList<>();
    for (String line : session.entries(after, page.most() + 1)) {
      fetched.add(new Numbered(after + 1 + fetched.size(), line));
    }
    return page.page(
        fetched, one -> new RawJson(one.line()), one -> new Cursor(session.id(), one.seq()));
  }

  @GET
  @Path("{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "getSessionEvents",
      summary = "Entries as they become durable, and the status whenever it changes",
      description =
          "Server-sent events. An entry's event has its kind as name and its number as id; HOLDs"
              + " are left out. The event status has the session. Ends with the session. Without"
              + " after and Last-Event-ID it begins with what comes next.")
  @APIResponse(
      responseCode = "200",
      description = "The events",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(type = SchemaType.STRING)))
  @Blocking // what is looked up may lie on a disk that does not answer
  public Multi<OutboundSseEvent> events(
      @PathParam("id") @Parameter(description = ID, example = "5f2b8c0d11e2a3f4") String id,
      @QueryParam("after")
          @Parameter(
              description = "Number of the entry after which to begin; -1 for all",
              example = "-1")
          String after,
      @HeaderParam("Last-Event-ID")
          @Parameter(description = "The same, as browsers send it", example = "41")
          String last,
      @Context Sse sse,
      @Context RoutingContext context) {
    HostedSession session = find(id);
    String from = last != null ? last : after;
    long start = from == null ? Math.max(0, session.status().entries()) - 1 : entry(from);
    return listeners.admit(new SessionStream(session, start, sse, json).events(), context);
  }

  private static long entry(String number) {
    if (!number.matches("-1|[0-9]{1,18}")) {
      throw ProblemException.badRequest(
          "Not a number of an entry: after=%s. Use -1 or more.".formatted(number));
    }
    return Long.parseLong(number);
  }

  private HostedSession find(String id) {
    try {
      return sessions.find(id);
    } catch (WorkspaceException e) {
      throw ProblemException.notFound(e.getMessage());
    }
  }
}
