namespace LivePose.Fitting.Arrays;

/// <summary>Reads Python pickles, protocols 0 to 5, as inert data: no class is looked up, nothing is called, nothing is imported.</summary>
/// <remarks>
/// Python values become: None → null, bool → <see cref="bool"/>, int → <see cref="long"/> or <see cref="System.Numerics.BigInteger"/>,
/// float → <see cref="double"/>, str and Python 2 str (as Latin-1) → <see cref="string"/>, bytes and bytearray →
/// <see cref="ReadOnlyMemory{T}"/> of bytes, tuple → object[], list and set → <see cref="List{T}"/>, dict → <see cref="Dictionary{TKey, TValue}"/>
/// (a None key becomes <see cref="DBNull.Value"/>), a class → <see cref="PickleGlobal"/>, everything else → <see cref="PickleRecord"/>.
/// Opcodes: CPython, Lib/pickletools.py. Nesting, number of values and memory are bounded (<see cref="PickleStack"/>); work is linear in the file.
/// </remarks>
public sealed class PickleReader
{
    /// <summary>Largest pickle read, bytes.</summary>
    public const long MaxBytes = 0x4000_0000;

    private readonly PickleInput _input;
    private readonly PickleStack _stack;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _buffers;
    private int _nextBuffer;

    private PickleReader(ReadOnlyMemory<byte> bytes, string name, IReadOnlyList<ReadOnlyMemory<byte>> buffers)
    {
        _input = new PickleInput(bytes, name);
        _stack = new PickleStack(name);
        _buffers = buffers;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is not a pickle, it is damaged, or it exceeds a limit.</exception>
    public static object? Read(string path)
    {
        FileInfo file = new(path);
        return file.Length <= MaxBytes
            ? Read(File.ReadAllBytes(path), file.Name)
            : throw new InvalidDataException($"'{file.Name}' has {file.Length} bytes; pickles beyond {MaxBytes} bytes are not read.");
    }

    /// <summary>Reads a pickle in memory.</summary>
    /// <param name="bytes">The pickle; byte strings of the result are slices of it.</param>
    /// <param name="name">For messages.</param>
    /// <param name="buffers">Out-of-band buffers of protocol 5, in order.</param>
    /// <exception cref="InvalidDataException">It is not a pickle, it is damaged, or it exceeds a limit.</exception>
    public static object? Read(ReadOnlyMemory<byte> bytes, string name, params IReadOnlyList<ReadOnlyMemory<byte>> buffers)
    {
        PickleReader reader = new(bytes, name, buffers);
        while (true)
        {
            byte opcode = reader._input.Byte();
            if (opcode == '.')
            {
                return reader._stack.Pop();
            }

            if (!reader.Scalar(opcode) && !reader.Container(opcode) && !reader.Reference(opcode))
            {
                throw reader._stack.Damaged($"byte {reader._input.Position - 1} is no opcode");
            }
        }
    }

    private static bool IsInteger(byte opcode) => opcode is (byte)'I' or (byte)'J' or (byte)'K' or (byte)'L' or (byte)'M' or 0x8A or 0x8B;

    private static bool IsText(byte opcode) =>
        opcode is (byte)'S' or (byte)'T' or (byte)'U' or (byte)'V' or (byte)'X' or 0x8C or 0x8D or (byte)'B' or (byte)'C' or 0x8E or 0x96;

    private bool Scalar(byte opcode)
    {
        object? value = null;
        if (IsInteger(opcode))
        {
            value = Integer(opcode);
        }
        else if (IsText(opcode))
        {
            value = Text(opcode);
        }
        else if (opcode is (byte)'F' or (byte)'G')
        {
            value = opcode == 'F' ? _input.Float() : _input.Double();
        }
        else if (opcode is 0x88 or 0x89)
        {
            value = opcode == 0x88;
        }
        else if (opcode != 'N')
        {
            return false;
        }

        _stack.Push(value);
        return true;
    }

    private object Integer(byte opcode) => opcode switch
    {
        (byte)'I' => _input.Integer(allowBool: true),
        (byte)'J' => (long)_input.Int32(),
        (byte)'K' => (long)_input.Byte(),
        (byte)'L' => _input.Integer(allowBool: false),
        (byte)'M' => (long)_input.UInt16(),
        0x8A => _input.Integer(_input.Byte()),
        _ => _input.Integer((long)_input.Int32()),
    };

    private object Text(byte opcode) => opcode switch
    {
        (byte)'S' => PickleText.FromRepr(_input.Line().TrimEnd('\r')) ?? throw _stack.Damaged("a text has no quotes"),
        (byte)'T' => _input.Latin1(_input.Int32()),
        (byte)'U' => _input.Latin1(_input.Byte()),
        (byte)'V' => PickleText.FromRawUnicodeEscape(_input.Line()),
        (byte)'X' => _input.Utf8(_input.UInt32()),
        0x8C => _input.Utf8(_input.Byte()),
        0x8D => _input.Utf8(_input.Length64()),
        (byte)'B' => _input.Slice(_input.UInt32()),
        (byte)'C' => _input.Slice(_input.Byte()),
        _ => _input.Slice(_input.Length64()),
    };

    private bool Container(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': _stack.Mark(); break;
            case (byte)')': PushTuple([]); break;
            case 0x85: PushTuple([_stack.Pop()]); break;
            case 0x86: PushTuple(PopLast(2)); break;
            case 0x87: PushTuple(PopLast(3)); break;
            case (byte)'t': PushTuple(_stack.PopToMark()); break;
            case (byte)']' or 0x8F: PushList([]); break;
            case (byte)'l' or 0x91: PushList(_stack.PopToMark()); break;
            case (byte)'}': PushDictionary([]); break;
            case (byte)'d': PushDictionary(_stack.PopToMark()); break;
            case (byte)'a': Append([_stack.Pop()]); break;
            case (byte)'e' or 0x90: Append(_stack.PopToMark()); break;
            case (byte)'s': SetItems(PopLast(2)); break;
            case (byte)'u': SetItems(_stack.PopToMark()); break;
            case (byte)'0': _stack.PopValueOrMark(); break;
            case (byte)'1': _stack.PopToMark(); break;
            case (byte)'2': _stack.Push(_stack.Peek()); break;
            default: return false;
        }

        return true;
    }

    private bool Reference(byte opcode)
    {
        switch (opcode)
        {
            case 0x80: CheckProtocol(_input.Byte()); break;
            case 0x95: _input.Length64(); break;
            case (byte)'p': _stack.Remember(_input.Index(), _stack.Peek()); break;
            case (byte)'q': _stack.Remember(_input.Byte(), _stack.Peek()); break;
            case (byte)'r': _stack.Remember(_input.UInt32(), _stack.Peek()); break;
            case 0x94: _stack.Remember(_stack.MemoCount, _stack.Peek()); break;
            case (byte)'g': _stack.Push(_stack.Recall(_input.Index())); break;
            case (byte)'h': _stack.Push(_stack.Recall(_input.Byte())); break;
            case (byte)'j': _stack.Push(_stack.Recall(_input.UInt32())); break;
            case (byte)'c': _stack.Push(new PickleGlobal(_input.Line(), _input.Line())); break;
            case 0x93: PushStackGlobal(); break;
            case 0x82: PushExtension(_input.Byte()); break;
            case 0x83: PushExtension(_input.UInt16()); break;
            case 0x84: PushExtension(_input.Int32()); break;
            case (byte)'P': PushRecord(new PickleGlobal("pickle", "persistent"), [_input.Line()]); break;
            case (byte)'Q': PushRecord(new PickleGlobal("pickle", "persistent"), [_stack.Pop()]); break;
            case 0x97: PushBuffer(); break;
            case 0x98: break; // READONLY_BUFFER: every buffer is read-only here
            default: return Call(opcode);
        }

        return true;
    }

    private bool Call(byte opcode)
    {
        object?[] arguments;
        switch (opcode)
        {
            case (byte)'R' or 0x81: // REDUCE, NEWOBJ
                arguments = _stack.Pop<object?[]>("a tuple of arguments");
                PushRecord(_stack.Pop(), arguments);
                break;
            case 0x92: // NEWOBJ_EX: keyword arguments follow the positional ones as one dict
                object? keywords = _stack.Pop();
                arguments = _stack.Pop<object?[]>("a tuple of arguments");
                PushRecord(_stack.Pop(), [.. arguments, keywords]);
                break;
            case (byte)'i': // INST
                PickleGlobal instance = new(_input.Line(), _input.Line());
                PushRecord(instance, _stack.PopToMark());
                break;
            case (byte)'o': // OBJ
                arguments = _stack.PopToMark();
                PushRecord(arguments.Length > 0 ? arguments[0] : throw _stack.Damaged("a class is missing"), arguments[1..]);
                break;
            case (byte)'b': // BUILD
                object? state = _stack.Pop();
                PickleRecord target = _stack.Peek<PickleRecord>("the object that a state belongs to");
                _stack.Nest(target, [state]);
                target.State = state;
                break;
            default:
                return false;
        }

        return true;
    }

    private object?[] PopLast(int count)
    {
        object?[] items = new object?[count];
        for (int i = count - 1; i >= 0; i--)
        {
            items[i] = _stack.Pop();
        }

        return items;
    }

    private void PushTuple(object?[] items)
    {
        _stack.Nest(items, items);
        _stack.Push(items);
    }

    private void PushList(object?[] items)
    {
        List<object?> list = [.. items];
        _stack.Nest(list, items);
        _stack.Push(list);
    }

    private void PushDictionary(object?[] items)
    {
        _stack.Push(new Dictionary<object, object?>());
        SetItems(items);
    }

    private void PushRecord(object? callable, object?[] arguments)
    {
        PickleRecord record = new(callable, arguments);
        _stack.Nest(record, [callable, .. arguments]);
        _stack.Push(record);
    }

    private void Append(object?[] items)
    {
        object? target = _stack.Peek();
        List<object?> list = target switch
        {
            List<object?> direct => direct,
            PickleRecord record => record.Items,
            _ => throw _stack.Damaged("a list is missing"),
        };
        _stack.Nest(target, items);
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        object? target = _stack.Peek();
        if (items.Length % 2 != 0 || target is not (PickleRecord or Dictionary<object, object?>))
        {
            throw _stack.Damaged("a dictionary or one of its values is missing");
        }

        _stack.Nest(target, items);
        if (target is PickleRecord record)
        {
            record.Items.AddRange(items);
            return;
        }

        for (int i = 0; i < items.Length; i += 2)
        {
            ((Dictionary<object, object?>)target)[items[i] ?? DBNull.Value] = items[i + 1];
        }
    }

    private void CheckProtocol(byte protocol)
    {
        if (protocol > 5)
        {
            throw _stack.Damaged($"it says protocol {protocol}, and 0 to 5 are known");
        }
    }

    private void PushStackGlobal()
    {
        string name = _stack.Pop<string>("a class name");
        _stack.Push(new PickleGlobal(_stack.Pop<string>("a module name"), name));
    }

    private void PushExtension(int code) => _stack.Push(new PickleGlobal("copyreg", $"extension {code}"));

    private void PushBuffer() => _stack.Push(
        _nextBuffer < _buffers.Count ? _buffers[_nextBuffer++] : throw _stack.Damaged("it needs out-of-band buffers that were not given"));
}
