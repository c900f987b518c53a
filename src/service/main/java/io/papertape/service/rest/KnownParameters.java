package io.papertape.service.rest;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses parameters behind the question mark that a request does not heed: whoever sent them
/// would take the answer for another than it is.
class KnownParameters {
  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  @ServerRequestFilter
  public void check(ResourceInfo resource, UriInfo uri) {
    Set<String> names = known.computeIfAbsent(resource.getResourceMethod(), KnownParameters::of);
    for (Map.Entry<String, List<String>> given : uri.getQueryParameters().entrySet()) {
      if (!names.contains(given.getKey())) {
        throw ProblemException.badRequest(
            "Unknown parameter: name=%s. %s"
                .formatted(
                    given.getKey(),
                    names.isEmpty()
                        ? "There are none here."
                        : "Known are %s.".formatted(String.join(", ", names))));
      }
      if (given.getValue().contains("")) {
        throw ProblemException.badRequest(
            "Parameter is empty: name=%s. Give it a value, or leave it out."
                .formatted(given.getKey()));
      }
      if (given.getValue().size() > 1) {
        throw ProblemException.badRequest(
            "Parameter is given %d times: name=%s. Give it once."
                .formatted(given.getValue().size(), given.getKey()));
      }
    }
  }

  private static Set<String> of(Method method) {
    Set<String> names = new TreeSet<>();
    for (Parameter one : method.getParameters()) {
      if (one.isAnnotationPresent(QueryParam.class)) {
        names.add(one.getAnnotation(QueryParam.class).value());
      } else if (one.isAnnotationPresent(BeanParam.class)) {
        for (Field field : one.getType().getDeclaredFields()) {
          if (field.isAnnotationPresent(QueryParam.class)) {
            names.add(field.getAnnotation(QueryParam.class).value());
          }
        }
      }
    }
    return names;
  }
}
