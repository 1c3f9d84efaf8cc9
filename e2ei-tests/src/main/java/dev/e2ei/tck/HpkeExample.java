package dev.e2ei.tck;

import java.util.List;

/**
 * An exchange of RFC 9180, appendix A, in base mode.
 *
 * @param suite the ciphersuite that has this KEM, KDF and AEAD
 * @param recipientSeed what the recipient's key pair is derived from, in hexadecimal
 * @param kemOutput the encapsulated key
 * @param ciphertext the first message
 * @param exported the export with an empty context
 */
record HpkeExample(int suite, String recipientSeed, String kemOutput, String ciphertext, String exported) {
    static final byte[] INFO = Octets.ascii("Ode on a Grecian Urn");
    static final byte[] ASSOCIATED_DATA = Octets.ascii("Count-0");
    static final byte[] PLAINTEXT = Octets.ascii("Beauty is truth, truth beauty");

    /** Appendices A.1.1, A.3.1, A.2.1 and A.6.1. */
    static final List<HpkeExample> BASE = List.of(
            new HpkeExample(
                    1,
                    "6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037",
                    "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
                    "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a",
                    "3853fe2b4035195a573ffc53856e77058e15d9ea064de3e59f4961d0095250ee"),
            new HpkeExample(
                    2,
                    "668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550",
                    "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
                            + "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4",
                    "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434",
                    "5e9bc3d236e1911d95e65b576a8a86d478fb827e8bdfe77b741b289890490d4d"),
            new HpkeExample(
                    3,
                    "1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df",
                    "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
                    "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
                    "4bbd6243b8bb54cec311fac9df81841b6fd61f56538a775e7c80a9f40160606e"),
            new HpkeExample(
                    5,
                    "2ad954bbe39b7122529f7dde780bff626cd97f850d0784a432784e69d86eccaa"
                            + "de43b6c10a8ffdb94bf943c6da479db137914ec835a7e715e36e45e29b587bab3bf1",
                    "040138b385ca16bb0d5fa0c0665fbbd7e69e3ee29f63991d3e9b5fa740aab8900a"
                            + "aeed46ed73a49055758425a0ce36507c54b29cc5b85a5cee6bae0cf1c21f2731ec"
                            + "e2013dc3fb7c8d21654bb161b463962ca19e8c654ff24c94dd2898de12051f1ed0"
                            + "692237fb02b2f8d1dc1c73e9b366b529eb436e98a996ee522aef863dd5739d2f29b0",
                    "170f8beddfe949b75ef9c387e201baf4132fa7374593dfafa90768788b7b2b200aafcc6d80ea4c795a7c5b841a",
                    "05e2e5bd9f0c30832b80a279ff211cc65eceb0d97001524085d609ead60d0412"));
}
