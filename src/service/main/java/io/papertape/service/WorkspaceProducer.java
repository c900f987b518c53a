package io.papertape.service;

import io.papertape.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The workspace that [ServiceMain] found.
@ApplicationScoped
class WorkspaceProducer {
  @Produces
  Workspace workspace(@ConfigProperty(name = "papertape.home") String home) {
    return new Workspace(Path.of(home));
  }
}
