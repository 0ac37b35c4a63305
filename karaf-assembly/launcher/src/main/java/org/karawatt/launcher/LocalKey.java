package org.karawatt.launcher;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** The key with which this machine's {@code bin/karawatt client} logs in: readable by the owner of the installation only. */
final class LocalKey {

    private static final String HEAD = "-----BEGIN PRIVATE KEY-----";
    private static final String TAIL = "-----END PRIVATE KEY-----";
    private static final int BITS = 3072;

    private final Path file;

    LocalKey(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Makes a key pair, stores its private half as PKCS#8 and returns the public half as Karaf's keys.properties wants it. */
    String create() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        KeyPair pair = generator.generateKeyPair();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded());
        OwnerOnly.create(file);
        Files.writeString(file, HEAD + "\n" + body + "\n" + TAIL + "\n", StandardOpenOption.TRUNCATE_EXISTING);
        return publicPart((RSAPublicKey) pair.getPublic());
    }

    /** Reads the stored key; the public half follows from the private one. */
    KeyPair load() throws IOException, GeneralSecurityException {
        String pem = Files.readString(file).replace(HEAD, "").replace(TAIL, "");
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey secret = (RSAPrivateCrtKey) rsa.generatePrivate(
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        return new KeyPair(rsa.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent())), secret);
    }

    private static String publicPart(RSAPublicKey key) throws IOException {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(blob);
        for (byte[] part : new byte[][] {"ssh-rsa".getBytes(StandardCharsets.US_ASCII), bytes(key.getPublicExponent()),
            bytes(key.getModulus())}) {
            out.writeInt(part.length);
            out.write(part);
        }
        return Base64.getEncoder().encodeToString(blob.toByteArray());
    }

    private static byte[] bytes(BigInteger number) {
        return number.toByteArray();
    }
}
