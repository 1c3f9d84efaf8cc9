/**
 * The public API of e2ei, its values and errors, and the service provider interfaces.
 *
 * @uses dev.e2ei.spi.E2eiRuntime the engine behind {@link dev.e2ei.api.E2eiClient}
 */
module dev.e2ei.api {
    requires static transitive org.jspecify;

    exports dev.e2ei.api;
    exports dev.e2ei.api.conversation;
    exports dev.e2ei.api.credential;
    exports dev.e2ei.api.enrollment;
    exports dev.e2ei.api.error;
    exports dev.e2ei.api.id;
    exports dev.e2ei.api.identity;
    exports dev.e2ei.api.trust;
    exports dev.e2ei.spi;
    exports dev.e2ei.spi.acme;
    exports dev.e2ei.spi.crypto;
    exports dev.e2ei.spi.enrollment;
    exports dev.e2ei.spi.mls;
    exports dev.e2ei.spi.storage;
    exports dev.e2ei.spi.trust;

    uses dev.e2ei.spi.E2eiRuntime;
}
