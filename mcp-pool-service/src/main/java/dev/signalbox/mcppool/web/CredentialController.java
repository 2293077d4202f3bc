package dev.signalbox.mcppool.web;

import dev.signalbox.mcppool.credential.RotateCredentials;
import dev.signalbox.mcppool.credential.SealedRows;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/mcp/credentials")
class CredentialController {
  private final RotateCredentials rotate;

  CredentialController(RotateCredentials rotate) {
    this.rotate = rotate;
  }

  @PostMapping("/rotate")
  SealedRows.Rotation rotate() {
    return rotate.rotate();
  }
}
