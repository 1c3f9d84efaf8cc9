/**
 * Cryptography by BouncyCastle's lightweight API, and by the JDK where that is faster.
 *
 * @provides dev.e2ei.spi.crypto.CryptoProvider the provider {@code bouncycastle}
 */
module dev.e2ei.crypto.bc {
    requires dev.e2ei.api;
    requires org.bouncycastle.provider;
    requires static com.google.auto.service;
    requires static org.jspecify;

    provides dev.e2ei.spi.crypto.CryptoProvider with
            dev.e2ei.crypto.bc.BouncyCastleCryptoProvider;
}
