/** Cryptography by BouncyCastle's lightweight API, and by the JDK where that is faster. */
module dev.e2ei.crypto.bc {
    requires dev.e2ei.api;
    requires org.bouncycastle.provider;
    requires static com.google.auto.service;
    requires static org.jspecify;
}
