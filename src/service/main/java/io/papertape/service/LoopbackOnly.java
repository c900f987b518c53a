package io.papertape.service;

import io.papertape.service.rest.Problem;
import io.papertape.workspace.WorkspaceException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Reading needs no token, so only this machine may ask, and no web page of another origin.
///
/// A page on the internet can point a name of its own at 127.0.0.1 (DNS rebinding): the browser
/// then sends that name as Host, which is why Host is checked on every request, health included.
@ApplicationScoped
class LoopbackOnly {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final String SITE = "Sec-Fetch-Site";

  /// Of our own page, and of what a person asked the browser for.
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private static final int BEFORE_ALL = 1_000;
  private static final int USUAL_PORT = 80;

  /// Runs before the port is opened.
  void check(
      @Observes StartupEvent event, @ConfigProperty(name = "quarkus.http.host") String host) {
    check(host);
  }

  static void check(String host) {
    if (!NAMES.contains(host)) {
      throw WorkspaceException.configuration(
          ("Service would be open to the network: quarkus.http.host=%s. Reading needs no token: use"
                  + " 127.0.0.1, localhost or ::1.")
              .formatted(host));
    }
  }

  void register(@Observes Filters filters) {
    filters.register(LoopbackOnly::guard, BEFORE_ALL);
  }

  private static void guard(RoutingContext context) {
    HttpServerRequest request = context.request();
    int port = request.localAddress().port();
    HostAndPort host = request.authority();
    List<String> origins = request.headers().getAll("Origin");
    if (host == null || !isOurs(host.host(), host.port(), port)) {
      refuse(context, "Host", host == null ? "" : host.toString());
    } else if (origins.stream().anyMatch(origin -> !isOurs(origin, port))) {
      refuse(context, "Origin", String.join(", ", origins));
    } else if (isOfAnotherSite(request)) {
      refuse(context, SITE, String.join(", ", request.headers().getAll(SITE)));
    } else {
      context.next();
    }
  }

  /// A page may ask for a picture or a script of ours without an Origin; the browser then says
  /// where the page is from. A link to one of our pages is followed: the page it is on sees
  /// nothing of it.
  private static boolean isOfAnotherSite(HttpServerRequest request) {
    List<String> sites = request.headers().getAll(SITE);
    boolean isLink =
        request.method().equals(HttpMethod.GET)
            && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
            && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    return !isLink && !OWN_SITES.containsAll(sites);
  }

  /// @param named -1: none, as clients leave out the usual one
  static boolean isOurs(String name, int named, int port) {
    return NAMES.contains(name) && (named == -1 ? USUAL_PORT : named) == port;
  }

  static boolean isOurs(String origin, int port) {
    String end = port == USUAL_PORT ? "" : ":" + port;
    return NAMES.stream().anyMatch(name -> origin.equals("http://" + name + end));
  }

  private static void refuse(RoutingContext context, String header, String value) {
    Problem.forbidden(
            "Request is not from this machine's own pages: %s=%s. Ask for http://localhost:%d."
                .formatted(header, value, context.request().localAddress().port()))
        .answer(context);
  }
}
