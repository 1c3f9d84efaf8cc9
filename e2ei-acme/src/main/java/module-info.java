/** ACME with Wire's challenges, JOSE, OpenID Connect login, trust sources, and the JDK's HTTP client as transport. */
module dev.e2ei.acme {
    requires dev.e2ei.api;
    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires jdk.httpserver;
    requires static com.google.auto.service;
    requires static org.jspecify;

    provides dev.e2ei.spi.acme.AcmeTransportProvider with
            dev.e2ei.acme.http.JdkHttpTransportProvider;
    provides dev.e2ei.spi.enrollment.EnrollmentProtocol with
            dev.e2ei.acme.AcmeProtocolProvider;
    provides dev.e2ei.spi.trust.TrustSourceProvider with
            dev.e2ei.acme.trust.AcmeTrustSourceProvider;
}
