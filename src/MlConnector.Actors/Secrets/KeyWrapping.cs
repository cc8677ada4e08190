using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace MlConnector.Actors.Secrets;

/// <summary>Wraps each key of the ring with the master key before it is stored.</summary>
internal sealed class KeyWrapper(MasterKey master) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var wrapped = master.Wrap(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new EncryptedXmlInfo(new XElement("wrappedKey", Convert.ToBase64String(wrapped)), typeof(KeyUnwrapper));
    }
}

/// <summary>The way back. Data Protection makes it by the name that stands beside the stored key.</summary>
public sealed class KeyUnwrapper(IServiceProvider services) : IXmlDecryptor
{
    private readonly MasterKey _master = services.GetRequiredService<MasterKey>();

    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(_master.Unwrap(Convert.FromBase64String(encryptedElement.Value))));
}
