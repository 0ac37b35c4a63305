package org.karawatt.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The public key that the server of this installation keeps beside its private one; it makes both at its first connection. */
final class HostKey {

    private final Path file;

    HostKey(Path file) {
        this.file = file;
    }

    /**
     * Whether the key that somebody on the port offers is our server's. Before the server has made its key there is nothing to
     * compare with, and the connection is the one that makes it.
     *
     * @throws IOException when the file is no RSA key in PEM form
     */
    boolean accepts(PublicKey offered) throws IOException {
        if (!Files.exists(file)) {
            return true;
        }
        String pem = Files.readString(file).replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "");
        try {
            PublicKey expected = KeyFactory.getInstance("RSA").generatePublic(
                    new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
            return expected.equals(offered);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read the server's public key " + file, e);
        }
    }
}
