package dev.e2ei.testkit.real;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test methods one real stack for the whole run, started at the first use and ended with the run. */
final class SharedRealStack implements ParameterResolver {
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RealStack.class;
    }

    @Override
    public RealStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedRealStack.class))
                .getOrComputeIfAbsent(RealStack.class, type -> RealStack.start(), RealStack.class);
    }

    /** Makes a person of her own for a test, known to Keycloak and the backend. */
    static RealUser person(RealStack stack, String firstName, String lastName) {
        int number = PEOPLE.incrementAndGet();
        RealUser user = new RealUser("person_" + number, firstName, lastName, "password-" + number);
        stack.addUser(user);
        return user;
    }
}
