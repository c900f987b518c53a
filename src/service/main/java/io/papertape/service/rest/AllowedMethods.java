package io.papertape.service.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which methods a path takes, as the annotations of the resources say.
final class AllowedMethods {
  private static final List<Class<?>> RESOURCES =
      List.of(
          DataSetsResource.class,
          JobsResource.class,
          LedgerResource.class,
          RunFilesResource.class,
          RunStartResource.class,
          RunsResource.class,
          ServiceResource.class,
          SessionBlotterResource.class,
          SessionCommandsResource.class,
          SessionsResource.class,
          StrategiesResource.class);

  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

  private AllowedMethods() {}

  /// As the header `Allow` has them; empty of a path that no resource has. Of several templates
  /// that fit, that with the fewest parameters is meant.
  static String of(String path) {
    Set<String> methods = new TreeSet<>();
    int fewest = Integer.MAX_VALUE;
    for (Class<?> resource : RESOURCES) {
      for (Method one : resource.getMethods()) {
        String template = template(resource, one);
        int parameters = (int) PARAMETER.matcher(template).results().count();
        if (parameters <= fewest && fits(template, path) && isOfRequests(one)) {
          if (parameters < fewest) {
            methods.clear();
            fewest = parameters;
          }
          add(methods, one);
        }
      }
    }
    return String.join(", ", methods);
  }

  private static boolean isOfRequests(Method one) {
    return Arrays.stream(one.getAnnotations())
        .anyMatch(any -> any.annotationType().isAnnotationPresent(HttpMethod.class));
  }

  private static void add(Set<String> methods, Method one) {
    for (Annotation annotation : one.getAnnotations()) {
      HttpMethod method = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (method != null) {
        methods.add(method.value());
        if (method.value().equals(HttpMethod.GET)) {
          methods.add(HttpMethod.HEAD); // answered as GET is, without the body
        }
      }
    }
  }

  private static String template(Class<?> resource, Method one) {
    String root = resource.getAnnotation(Path.class).value();
    Path rest = one.getAnnotation(Path.class);
    return rest == null ? root : root + "/" + rest.value();
  }

  private static boolean fits(String template, String path) {
    return path.matches(PARAMETER.matcher(template).replaceAll("[^/]+") + "/?");
  }
}
