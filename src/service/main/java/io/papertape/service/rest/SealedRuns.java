package io.papertape.service.rest;

import io.papertape.service.projection.Projection;
import io.papertape.service.projection.StoredRun;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/// Looks runs up for one request and lets clients keep what cannot change.
///
/// The tag is made of the journal's root: the same root, the same answer. Clients ask again each
/// time, because a run's folder can be removed.
@RequestScoped
class SealedRuns {
  private static final int VERSION = 1;
  private static final int DIGITS = 32;

  private final Projection projection;
  private final Request request;

  SealedRuns(Projection projection, Request request) {
    this.projection = projection;
    this.request = request;
  }

  void refresh() {
    projection.refresh();
  }

  /// The run, broken or not, or a problem.
  StoredRun any(String id) {
    projection.refresh();
    return projection
        .find(id)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "No such run: id=%s. GET /api/v1/runs lists them.".formatted(id)));
  }

  /// The run, if its folder was read without finding a contradiction, or a problem.
  StoredRun intact(String id) {
    StoredRun run = any(id);
    if (!run.isIntact()) {
      throw ProblemException.conflict("Run is broken: id=%s. %s".formatted(id, run.problem));
    }
    return run;
  }

  <T> RestResponse<T> answer(StoredRun run, Supplier<T> body) {
    CacheControl control = new CacheControl();
    control.setPrivate(true);
    control.setNoCache(true);
    control.setNoTransform(false);
    if (!run.isIntact()) {
      control.setNoStore(true);
      return RestResponse.ResponseBuilder.ok(body.get()).cacheControl(control).build();
    }
    EntityTag tag = new EntityTag(VERSION + "-" + run.root.substring(0, DIGITS), true);
    Response.ResponseBuilder unmet = request.evaluatePreconditions(tag);
    if (unmet != null) {
      if (unmet.build().getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
        throw ProblemException.preconditionFailed(
            "Run has another tag than If-Match names: id=%s. Ask without it.".formatted(run.id));
      }
      return RestResponse.ResponseBuilder.<T>create(RestResponse.Status.NOT_MODIFIED)
          .tag(tag)
          .cacheControl(control)
          .build();
    }
    return RestResponse.ResponseBuilder.ok(body.get()).tag(tag).cacheControl(control).build();
  }
}
