package io.papertape.cli;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where the service is, and how its answers are printed.
final class ServiceFlags {
  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the service. Default: where it was last, else 8080.")
  private Optional<Integer> port = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  boolean isJson() {
    return json;
  }

  Optional<Integer> port() {
    port.filter(number -> number < 1 || number > 65_535)
        .ifPresent(
            number -> {
              throw WorkspaceException.configuration(
                  "Not a port: --port %d. Use 1 to 65535.".formatted(number));
            });
    return port;
  }

  /// The service that runs, or an error.
  ServiceClient service(Workspace workspace) {
    return ServiceClient.find(workspace, port())
        .orElseThrow(
            () ->
                new WorkspaceException(
                    WorkspaceException.Kind.ENVIRONMENT,
                    ("No service runs: home=%s, port=%d. papertape paper start starts one, and so"
                            + " does papertape serve.")
                        .formatted(workspace.home(), ServiceClient.port(workspace, port()))));
  }
}
