package dev.e2ei.tck;

import dev.e2ei.spi.crypto.CryptoProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The provider 'bouncycastle' keeps the crypto contract")
class BouncyCastleCryptoProviderContractTest extends CryptoProviderContract {
    @Override
    public CryptoProvider provider() {
        return ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow();
    }
}
